const { is } = require('bpmnlint-utils');
const { extensions, parameters } = require('../extensions');

const COMPLETED_BY = "${task.execution.setVariable('completedBy', currentUser())}";
const TRACKING_CODE = "${task.setVariableLocal('trackingCode', task.execution.processBusinessKey)}";
const EMPTY = '${null}';

/**
 * A user task is for a group, shows a form of its own deployment, is due at ${stepDue}, tells when that has passed,
 * shows its tracking code in the lists of tasks, and leaves behind who completed it. What its form answers starts empty, so that an answer of an earlier round
 * never stands for a new one.
 */
module.exports = function() {
  function check(node, reporter) {
    if (!is(node, 'bpmn:UserTask')) return;
    const report = (message) => reporter.report(node.id, message);
    if (!node.get('camunda:candidateGroups')) report('User task has no candidate groups');
    if (node.get('camunda:assignee')) report('User task is tied to one person');
    if (!node.get('camunda:formRef')) report('User task has no form (camunda:formRef)');
    if (node.get('camunda:formRefBinding') !== 'deployment') report('Form is not bound to its own deployment');
    if (node.get('camunda:dueDate') !== '${stepDue}') report('User task is not due at ${stepDue}');
    if (!overdueTimer(node)) report('User task has no non-interrupting boundary timer');
    if (!listens(node, 'create', TRACKING_CODE)) report(`User task has no listener «create» with ${TRACKING_CODE}`);
    if (!listens(node, 'complete', COMPLETED_BY)) report(`User task has no listener «complete» with ${COMPLETED_BY}`);
    checkFields(node, report);
  }
  return { check };
};

function overdueTimer(task) {
  return task.$parent.flowElements.some((element) => is(element, 'bpmn:BoundaryEvent') &&
    element.attachedToRef === task && element.cancelActivity === false &&
    element.eventDefinitions.some((definition) => is(definition, 'bpmn:TimerEventDefinition')));
}

function listens(task, event, expression) {
  return extensions(task, 'camunda:TaskListener').some((one) => one.event === event && one.expression === expression);
}

function checkFields(task, report) {
  const [ empty, kept ] = [ parameters(task, 'inputParameters'), parameters(task, 'outputParameters') ];
  const fields = extensions(task, 'camunda:FormData').flatMap((data) => data.fields || []).map((field) => field.id);
  for (const field of new Set([ ...fields, ...kept.keys() ])) {
    if (!empty.has(field) || empty.get(field).value !== EMPTY) report(`Field <${field}> does not start as ${EMPTY}`);
    if (!kept.has(field) || kept.get(field).value !== `\${${field}}`) report(`Field <${field}> is not handed on`);
  }
}
