/** The walk of tokens as a plug-in: nothing can be edited meanwhile, and nothing of it gets into a saved model. */
import tokens from 'bpmn-js-token-simulation';
import { TOGGLE_MODE_EVENT } from 'bpmn-js-token-simulation/lib/util/EventHelper';

const PANELS = '.properties, .side-panel';

function Guard(eventBus, toggleMode) {
  eventBus.on('saveXML.start', 5000, () => toggleMode.toggleMode(false));
  eventBus.on(TOGGLE_MODE_EVENT, ({ active }) => {
    for (const panel of document.querySelectorAll(PANELS)) panel.style.display = active ? 'none' : '';
  });
}
Guard.$inject = [ 'eventBus', 'toggleMode' ];

const guard = { __init__: [ 'tokensGuard' ], tokensGuard: [ 'type', Guard ] };

window.plugins = [
  ...window.plugins || [],
  ...[ tokens, guard ].map((plugin) => ({ plugin, type: 'bpmn.modeler.additionalModules' }))
];
