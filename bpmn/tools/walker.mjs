/** The part of walk.mjs that runs in the browser, on the simulator of bpmn-js-token-simulation. */
import Viewer from 'bpmn-js/lib/Viewer';
import simulatorModule from 'bpmn-js-token-simulation/lib/simulator';

const RUNNING = 2;
const NODE = /(Task|Event|Gateway|SubProcess|CallActivity)$/;
const isFlow = (element) => element.type === 'bpmn:SequenceFlow';

/** The ends that were reached and how often, and what is wrong. */
export async function walk(xml, { walks, steps, seed }) {
  const viewer = new Viewer({ container: '#canvas', additionalModules: [ simulatorModule ] });
  await viewer.importXML(xml);
  const walker = new Walker(viewer, seed);
  for (let count = 0; count < walks; count++) walker.once(steps);
  viewer.destroy();
  return walker.report();
}

class Walker {
  constructor(viewer, seed) {
    this.simulator = viewer.get('simulator');
    this.registry = viewer.get('elementRegistry');
    this.random = randomNumbers(seed);
    this.visits = {};
    this.found = { ends: {}, stuck: {}, endless: 0 };
    this.process = this.registry.filter((element) => element.type === 'bpmn:Participant')[0];
    for (const element of this.registry.filter((one) => /(Task|CallActivity)$/.test(one.type))) {
      if (element.type !== 'bpmn:ReceiveTask') this.simulator.waitAtElement(element, true);
    }
    viewer.get('eventBus').on('tokenSimulation.simulator.trace', 2000, (trace) => this.see(trace));
  }

  see({ action, element }) {
    if (action !== 'enter' && action !== 'signal') return;
    this.count(element.id);
    if (!isFlow(element)) this.trail.push(element.id);
    if (action === 'enter' && element.type === 'bpmn:ExclusiveGateway') this.choose(element);
  }

  choose(gateway) {
    const activeOutgoing = this.seldom(gateway.outgoing.filter(isFlow), (flow) => flow.id);
    this.simulator.setConfig(gateway, { activeOutgoing });
  }

  /** One instance, from its start until it ends, nothing can happen any more, or it has gone on for too long. */
  once(steps) {
    this.simulator.reset();
    this.trail = [];
    this.begin();
    let step = 0;
    for (; step < steps && this.alive(); step++) if (!this.next()) break;
    if (!this.alive()) this.remember(this.found.ends, this.lastEnd());
    else if (step >= steps) this.found.endless++;
    else this.found.stuck[this.trail.at(-1)] ??= this.trail.join(' ');
  }

  begin() {
    const start = this.process.children.find((element) => element.type === 'bpmn:StartEvent');
    const subscription = this.simulator.findSubscription({ elements: [ start ] });
    if (subscription) this.simulator.trigger({ event: subscription.event, scope: subscription.scope });
    else this.simulator.signal({ element: this.process });
  }

  next() {
    const open = this.open();
    if (!open.length) return false;
    const { event, scope } = this.seldom(open, keyOf);
    this.count(keyOf({ event }));
    this.simulator.trigger({ event, scope });
    return true;
  }

  /** What could happen now; an event sub-process one time in ten, so that the walk goes on beside it. */
  open() {
    const scopes = this.scopes();
    const within = (scope) => Boolean(scope) && (scopes.includes(scope) || within(scope.parent));
    const all = [ ...this.simulator.findSubscriptions({}) ].filter(({ event, scope }) => event.element && within(scope) &&
      ![ 'all-completed', 'compensate' ].includes(event.type) && !this.process.children.includes(startOf(event.element)));
    const main = all.filter(({ event }) => !beginsAside(event.element));
    return main.length && this.random() > 0.1 ? main : all;
  }

  scopes() {
    return [ ...this.simulator.findScopes((scope) => !scope.destroyed && scope.element === this.process) ];
  }

  /** A scope that was interrupted is no longer running, but still there while something in it is. */
  alive() {
    return this.scopes().some((scope) => scope.hasTrait(RUNNING) || scope.children.some((child) => !child.destroyed));
  }

  lastEnd() {
    return this.trail.filter((id) => this.registry.get(id)?.type === 'bpmn:EndEvent').at(-1);
  }

  /** One of the list, rather one that was seldom taken. */
  seldom(list, key) {
    const weights = list.map((one) => 1 / (1 + (this.visits[key(one)] || 0)));
    let rest = this.random() * weights.reduce((sum, weight) => sum + weight, 0);
    return list[Math.max(0, weights.findIndex((weight) => (rest -= weight) <= 0))];
  }

  count(id) { this.remember(this.visits, id); }

  remember(counts, key) { counts[key] = (counts[key] || 0) + 1; }

  report() {
    const counted = this.registry.filter((element) => !element.labelTarget && (isFlow(element) || NODE.test(element.type)));
    return { ...this.found, unreached: counted.map((element) => element.id).filter((id) => !this.visits[id]) };
  }
}

const keyOf = ({ event }) => `${event.element.id}:${event.type}`;

function startOf(element) {
  return element.type === 'bpmn:StartEvent' ? element : null;
}

function beginsAside(element) {
  return element.type === 'bpmn:SubProcess' ||
    element.type === 'bpmn:StartEvent' && element.parent.businessObject.triggeredByEvent;
}

/** mulberry32: the same numbers, and so the same walks, each time. */
function randomNumbers(seed) {
  return () => {
    seed = (seed + 0x6D2B79F5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
