const { is, isAny } = require('bpmnlint-utils');

const TOPIC = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Service and send tasks are external tasks with a topic in kebab-case; a business rule task calls a decision of its own deployment. */
module.exports = function() {
  function check(node, reporter) {
    if (is(node, 'bpmn:BusinessRuleTask')) return checkDecision(node, reporter);
    if (!isAny(node, [ 'bpmn:ServiceTask', 'bpmn:SendTask' ])) return;
    const topic = node.get('camunda:topic') || '';
    if (node.get('camunda:type') !== 'external') reporter.report(node.id, 'Task is not an external task');
    else if (!TOPIC.test(topic)) reporter.report(node.id, `Topic <${topic}> is not in kebab-case`);
  }
  return { check };
};

function checkDecision(node, reporter) {
  if (!node.get('camunda:decisionRef')) reporter.report(node.id, 'Business rule task names no decision');
  if (node.get('camunda:decisionRefBinding') !== 'deployment') {
    reporter.report(node.id, 'Decision is not bound to its own deployment (camunda:decisionRefBinding)');
  }
}
