const { is, isAny } = require('bpmnlint-utils');
const { property } = require('../extensions');

const CLAUSES = /^[1-7]\.\d( [1-7]\.\d)*$/;

/**
 * What is done, what a timer does, and how a process ends names its clauses of the agreement («3.3 5.1»);
 * what is done says in its documentation how the clause puts it.
 */
module.exports = function() {
  function check(node, reporter) {
    const works = isAny(node, [ 'bpmn:Task', 'bpmn:CallActivity', 'bpmn:BoundaryEvent' ]);
    const ends = is(node, 'bpmn:EndEvent') && is(node.$parent, 'bpmn:Process');
    const cited = property(node, 'clause');
    if (cited === undefined && (works || ends)) reporter.report(node.id, 'Names no clause (extension property «clause»)');
    if (cited !== undefined && !CLAUSES.test(cited)) reporter.report(node.id, `Not a list of clauses: <${cited}>`);
    if (works && !(node.documentation || []).length) reporter.report(node.id, 'Has no documentation');
  }
  return { check };
};
