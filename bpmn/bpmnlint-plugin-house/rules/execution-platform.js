const { is } = require('bpmnlint-utils');

/** Without these attributes Camunda Modeler neither knows the engine nor lints the file. */
module.exports = function({ version = '7.24.0' } = {}) {
  function check(node, reporter) {
    if (!is(node, 'bpmn:Definitions')) return;
    if (node.get('modeler:executionPlatform') !== 'Camunda Platform' ||
        node.get('modeler:executionPlatformVersion') !== version) {
      reporter.report(node.id, `Model is not marked for Camunda Platform ${version}`);
    }
  }
  return { check };
};
