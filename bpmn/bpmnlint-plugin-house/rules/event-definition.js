const { is, isAny } = require('bpmnlint-utils');

const PERIOD = /^P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;
const DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
const KINDS = {
  timeDuration: (text) => PERIOD.test(text),
  timeDate: (text) => DATE.test(text),
  timeCycle: isCycle
};

/** Events name their message, error or escalation; a timer holds one ISO 8601 value with an offset, or an expression. */
module.exports = function() {
  function check(node, reporter) {
    if (is(node, 'bpmn:ReceiveTask') && !named(node.messageRef)) reporter.report(node.id, 'Receive task has no message');
    if (!is(node, 'bpmn:EventDefinition')) return;
    const fault = faultOf(node, node.$parent);
    if (fault) reporter.report(node.$parent.id, fault);
  }
  return { check };
};

function faultOf(definition, event) {
  if (is(definition, 'bpmn:MessageEventDefinition')) return named(definition.messageRef) ? '' : 'Message event has no message';
  if (is(definition, 'bpmn:SignalEventDefinition')) return named(definition.signalRef) ? '' : 'Signal event has no signal';
  if (is(definition, 'bpmn:EscalationEventDefinition')) return faultOfEscalation(definition, event);
  if (is(definition, 'bpmn:ErrorEventDefinition')) return faultOfError(definition, event);
  if (is(definition, 'bpmn:TimerEventDefinition')) return faultOfTimer(definition, event);
  return '';
}

function faultOfEscalation({ escalationRef }, event) {
  const catches = isAny(event, [ 'bpmn:StartEvent', 'bpmn:BoundaryEvent' ]);
  return catches || (escalationRef && escalationRef.escalationCode) ? '' : 'Escalation has no code';
}

/** Whoever catches every error must at least keep which one it was. */
function faultOfError(definition, event) {
  if (definition.errorRef) return definition.errorRef.errorCode ? '' : `Error <${definition.errorRef.id}> has no code`;
  const keeps = is(event, 'bpmn:BoundaryEvent') && definition.get('camunda:errorCodeVariable');
  return keeps ? '' : 'Error event has no error, and does not keep the code of the one it catches';
}

function faultOfTimer(definition, event) {
  const kinds = Object.keys(KINDS).filter((kind) => definition.get(kind));
  if (kinds.length !== 1) return 'Timer needs exactly one of duration, date and cycle';
  const text = (definition.get(kinds[0]).body || '').trim();
  if (!/^[#$]\{.+\}$/.test(text) && !KINDS[kinds[0]](text)) return `Timer <${text}> is neither ISO 8601 nor an expression`;
  const once = kinds[0] === 'timeCycle' && is(event, 'bpmn:BoundaryEvent') && event.cancelActivity !== false;
  return once ? 'A repeating timer on an interrupting boundary event fires once only' : '';
}

function isCycle(text) {
  const [ repeat, ...rest ] = text.split('/');
  return /^R\d*$/.test(repeat) && rest.length > 0 && rest.every((part) => PERIOD.test(part) || DATE.test(part));
}

function named(reference) {
  return Boolean(reference && reference.name);
}
