const { is } = require('bpmnlint-utils');
const { extensions } = require('../extensions');

const BUSINESS_KEY = '#{execution.processBusinessKey}';

/** A called phase belongs to the same deployment, gets the business key, and named variables only. */
module.exports = function() {
  function check(node, reporter) {
    if (!is(node, 'bpmn:CallActivity')) return;
    const passed = [ ...extensions(node, 'camunda:In'), ...extensions(node, 'camunda:Out') ];
    if (node.get('camunda:calledElementBinding') !== 'deployment') {
      reporter.report(node.id, 'Call is not bound to its own deployment (camunda:calledElementBinding)');
    }
    if (!passed.some((one) => one.businessKey === BUSINESS_KEY)) {
      reporter.report(node.id, `Call does not hand down the business key ${BUSINESS_KEY}`);
    }
    if (passed.some((one) => one.variables === 'all')) {
      reporter.report(node.id, 'Call hands over all variables: name those that are needed');
    }
  }
  return { check };
};
