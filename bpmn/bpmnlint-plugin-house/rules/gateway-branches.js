const { is } = require('bpmnlint-utils');

/**
 * A deciding gateway asks a question; every flow out of it is a named answer with a condition.
 * There is no default flow: an answer that nobody thought of stops with an error, instead of taking a path by chance.
 * Paths meet at the next step itself, so no gateway only joins.
 */
module.exports = function() {
  function check(node, reporter) {
    if (!is(node, 'bpmn:ExclusiveGateway')) return;
    if ((node.outgoing || []).length < 2) return reporter.report(node.id, 'Gateway decides nothing: let the flows meet at the next step');
    if (!/؟$/.test((node.name || '').trim())) reporter.report(node.id, 'Deciding gateway is not labelled with a question');
    if (node.default) reporter.report(node.id, 'Gateway has a default flow: give each branch its condition');
    for (const flow of node.outgoing) {
      if (!flow.conditionExpression) reporter.report(flow.id, 'Flow out of a deciding gateway has no condition');
      if (!(flow.name || '').trim()) reporter.report(flow.id, 'Flow out of a deciding gateway has no name');
    }
  }
  return { check };
};
