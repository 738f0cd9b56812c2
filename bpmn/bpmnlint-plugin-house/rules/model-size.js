const { is } = require('bpmnlint-utils');

/** More than about 50 nodes is a model to break up (the main one, with its eight ends, has 55); so is a gateway with many ways out. */
module.exports = function({ nodes = 55, degree = 8 } = {}) {
  function check(node, reporter) {
    if (is(node, 'bpmn:Process')) {
      const count = nodesBelow(node);
      if (count > nodes) reporter.report(node.id, `${count} nodes (at most ${nodes}): move a part to a process of its own`);
    }
    if (is(node, 'bpmn:Gateway') && (node.outgoing || []).length > degree) {
      reporter.report(node.id, `Gateway with more than ${degree} ways out`);
    }
  }
  return { check };
};

function nodesBelow(container) {
  const nodes = (container.flowElements || []).filter((element) => is(element, 'bpmn:FlowNode'));
  return nodes.reduce((count, node) => count + 1 + nodesBelow(node), 0);
}
