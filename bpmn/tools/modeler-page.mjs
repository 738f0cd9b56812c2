/** The part of modeler-try.mjs that runs in the browser: an editor with whatever is entered in `window.plugins`. */
import Modeler from 'bpmn-js/lib/Modeler';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json';
import modelerModdle from 'modeler-moddle/resources/modeler.json';
import { Linter } from '@camunda/linting';
import linting from '@camunda/linting/modeler';

const entered = (type) => (window.plugins || []).filter((one) => one.type === type).map(({ plugin }) => plugin);
let modeler;

/** The ids at which the linter marks a fault. */
export async function open(xml) {
  const style = { fontFamily: 'Vazirmatn' };
  modeler = new Modeler({
    container: '#canvas',
    textRenderer: { defaultStyle: style, externalStyle: style },
    moddleExtensions: { camunda, modeler: modelerModdle },
    additionalModules: [ linting, ...entered('bpmn.modeler.additionalModules') ],
    linting: { active: true }
  });
  await modeler.importXML(xml);
  modeler.get('canvas').zoom('fit-viewport');
  const found = await new Linter({ type: 'platform', plugins: entered('lintRules.bpmn') }).lint(modeler.getDefinitions());
  modeler.get('linting').setErrors(found);
  return found.map(({ id, rule }) => [ id, rule ]);
}

/** Turns the walk of tokens on and starts one; the first task that it enters, or null after ten seconds. */
export function walk() {
  modeler.get('linting').setErrors([]);
  modeler.get('toggleMode').toggleMode(true);
  const start = modeler.get('elementRegistry').find((element) => element.type === 'bpmn:StartEvent' && element.parent.type === 'bpmn:Participant');
  const entered = new Promise((done) => {
    modeler.get('eventBus').on('tokenSimulation.simulator.trace', 100, ({ action, element }) => {
      if (action === 'enter' && /Task$/.test(element.type)) done(element.id);
    });
    setTimeout(done, 10000, null);
  });
  const { event, scope } = modeler.get('simulator').findSubscription({ elements: [ start ] });
  modeler.get('simulator').trigger({ event, scope });
  return entered;
}

/** The model as it is saved, even amid a walk. */
export const save = async () => (await modeler.saveXML({ format: true })).xml;
