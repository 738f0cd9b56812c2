const { is, isAny } = require('bpmnlint-utils');

/** Labels say what is done or what has happened, shortly. */
module.exports = function({ maxLength = 45 } = {}) {
  const ends = new Map();
  function check(node, reporter) {
    if (!isAny(node, [ 'bpmn:FlowNode', 'bpmn:Process' ])) return;
    const name = (node.name || '').trim();
    const report = (message) => reporter.report(node.id, message);
    if (name.length > maxLength) report(`Label has ${name.length} characters (at most ${maxLength})`);
    if (is(node, 'bpmn:Activity') && /؟$/.test(name)) report('An activity does work; a question belongs on a gateway');
    if (/^(شروع|پایان|آغاز)$/.test(name)) report('An event says what happened, not that it is the start or the end');
    if (is(node, 'bpmn:Task') && /^(مدیریت|انجام)\s/.test(name)) report('Label begins with a word that says nothing');
    if (isAny(node, [ 'bpmn:ParallelGateway', 'bpmn:EventBasedGateway' ]) && name) report('This gateway needs no label');
    if (is(node, 'bpmn:EndEvent')) checkEnd(node, name, report);
  }
  function checkEnd(node, name, report) {
    const key = `${node.$parent.id}|${name}`;
    if (ends.has(key)) report(`Same end state as <${ends.get(key)}>: end there, or name the difference`);
    ends.set(key, node.id);
  }
  return { check };
};
