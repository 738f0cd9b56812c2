const { isAny } = require('bpmnlint-utils');

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Ids that tests, workers and history refer to are written by people, in kebab-case: Activity_0a1b2c3 is not. */
module.exports = function() {
  function check(node, reporter) {
    const named = isAny(node, [ 'bpmn:FlowNode', 'bpmn:Process', 'bpmn:Message', 'bpmn:Error', 'bpmn:Escalation' ]);
    if (named && !KEBAB.test(node.id)) reporter.report(node.id, 'Id is not kebab-case; give it a name that tests can use');
  }
  return { check };
};
