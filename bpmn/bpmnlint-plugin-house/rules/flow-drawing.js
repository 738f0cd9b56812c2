const { is } = require('bpmnlint-utils');

const SLACK = 2;

/** Flows are drawn with right angles and do not run across shapes. */
module.exports = function() {
  function check(node, reporter) {
    if (!is(node, 'bpmn:Definitions')) return;
    for (const { plane } of node.diagrams || []) checkPlane(plane.planeElement || [], reporter);
  }
  return { check };
};

function checkPlane(elements, reporter) {
  const shapes = elements.filter((e) => e.bounds && e.bpmnElement && is(e.bpmnElement, 'bpmn:FlowNode'));
  const edges = elements.filter((e) => e.waypoint && e.bpmnElement && is(e.bpmnElement, 'bpmn:SequenceFlow'));
  for (const { bpmnElement: flow, waypoint } of edges) {
    const lines = waypoint.slice(1).map((point, index) => [ waypoint[index], point ]);
    if (lines.some(isSlanted)) reporter.report(flow.id, 'Flow is not drawn with right angles');
    for (const { bpmnElement: other, bounds } of shapes) {
      if (!belongs(flow, other) && lines.some((line) => crosses(line, bounds))) {
        reporter.report(flow.id, `Flow runs across <${other.id}>`);
      }
    }
  }
}

function isSlanted([ p, q ]) {
  return Math.abs(p.x - q.x) > SLACK && Math.abs(p.y - q.y) > SLACK;
}

function crosses([ p, q ], { x, y, width, height }) {
  return Math.min(p.x, q.x) < x + width - SLACK && Math.max(p.x, q.x) > x + SLACK &&
    Math.min(p.y, q.y) < y + height - SLACK && Math.max(p.y, q.y) > y + SLACK;
}

/** A flow may touch its two ends, what they are attached to or carry, and what it lies in. */
function belongs(flow, node) {
  const ends = [ flow.sourceRef, flow.targetRef ];
  return ends.includes(node) || ends.includes(node.attachedToRef) ||
    ends.some((end) => end.attachedToRef === node) || isInside(flow, node);
}

function isInside(flow, container) {
  for (let parent = flow.$parent; parent; parent = parent.$parent) if (parent === container) return true;
  return false;
}
