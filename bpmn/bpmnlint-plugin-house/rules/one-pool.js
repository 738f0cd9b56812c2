const { is } = require('bpmnlint-utils');

/** A file holds one process in one pool, which is named by its owner, without lanes. */
module.exports = function() {
  function check(node, reporter) {
    if (is(node, 'bpmn:Process') && (node.laneSets || []).length) reporter.report(node.id, 'Process has lanes');
    if (!is(node, 'bpmn:Definitions')) return;
    const pools = (node.rootElements || []).flatMap((element) => element.participants || []);
    if (pools.length !== 1) reporter.report(node.id, `File has ${pools.length} pools instead of one`);
    for (const pool of pools) if (!pool.name) reporter.report(pool.id, 'Pool is not named by its owner');
  }
  return { check };
};
