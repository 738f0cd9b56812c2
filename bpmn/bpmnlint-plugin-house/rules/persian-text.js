const { isAny } = require('bpmnlint-utils');

const DISORDER = 'comes out in the wrong order in Modeler, Cockpit and Tasklist';
const FAULTS = [
  [ /[يك]/, 'Arabic ي or ك: write Persian ی or ک' ],
  [ /[٠-٩]/, 'Arabic digits: write Persian ones' ],
  [ /[\u200e\u200f\u202a-\u202e\u2066-\u2069\u00a0]/, 'Hidden direction mark or no-break space' ],
  [ /\s\u200c|\u200c\s|\u200c\u200c/, 'Zero-width non-joiner beside a space or doubled' ],
  [ /(^|\s)ن?می \S| ها(ی|\s|$)/, 'Write می‌ and ‌ها with a zero-width non-joiner, not a space' ],
  [ /[?;]|,(?!\d)/, 'Latin punctuation: write ؟ ، ؛' ],
  [ /[A-Za-z]/, `Latin word in a Persian label ${DISORDER}` ],
  [ /^[\s\d۰-۹(«[]/, `Label that begins with a digit or bracket ${DISORDER}` ],
  [ /[\d۰-۹().!\]»%٪:]\s*$/, `Label that ends with a digit, bracket or stop ${DISORDER}` ]
];

/**
 * Labels are Persian, with Persian letters and no hidden characters, and read rightly in a viewer that lays text
 * out from left to right: no Latin word, no digit, bracket or full stop at either end.
 */
module.exports = function() {
  function check(node, reporter) {
    if (!isAny(node, [ 'bpmn:FlowElement', 'bpmn:Process', 'bpmn:Participant', 'bpmn:TextAnnotation' ])) return;
    const label = node.name || node.text || '';
    if (!label) return;
    if (!/[\u0600-\u06ff]/.test(label)) return reporter.report(node.id, 'Label is not Persian');
    for (const [ pattern, message ] of FAULTS) if (pattern.test(label)) reporter.report(node.id, message);
  }
  return { check };
};
