const { is } = require('bpmnlint-utils');

/** Camunda refuses to deploy a process without it. */
module.exports = function() {
  function check(node, reporter) {
    if (is(node, 'bpmn:Process') && node.isExecutable && !node.get('camunda:historyTimeToLive')) {
      reporter.report(node.id, 'Process has no camunda:historyTimeToLive');
    }
  }
  return { check };
};
