// Marks what was passed; a click on a part shows its scenarios, a click on a scenario its way.
const diagrams = document.getElementById('diagrams');
const [what, hint] = [ 'what', 'hint' ].map((id) => document.getElementById(id));
const begun = [what.textContent, hint.textContent];
const picks = [...document.querySelectorAll('.pick')];
const counts = data.parts.map(() => 0);
for (const [parts] of data.scenarios) for (const part of parts) counts[part] += 1;

const shown = data.parts.map(([of, id], place) => {
  const node = diagrams.querySelector(`[data-of="${of}"] [data-element-id="${CSS.escape(id)}"]`);
  if (!node) return null;
  node.classList.add('part');
  const children = node.parentNode.querySelector(':scope > .djs-children');
  if (children && children.childElementCount) node.classList.add('frame');
  node.onclick = (event) => { event.stopPropagation(); choosePart(part === place ? null : place); };
  return node;
});
let part = null, scenario = null;

function paint() {
  const [way, only] = (scenario === null ? [[], []] : data.scenarios[scenario]).map((one) => new Set(one));
  shown.forEach((node, place) => {
    if (!node) return;
    node.classList.remove('seen', 'missed', 'aside', 'way', 'only');
    const mark = counts[place] ? 'seen' : 'missed';
    node.classList.add(scenario === null ? mark : only.has(place) ? 'only' : way.has(place) ? 'way' : 'aside');
    node.classList.toggle('picked', place === part);
  });
  diagrams.classList.toggle('chosen', scenario !== null);
  for (const pick of picks) {
    const number = Number(pick.dataset.scenario);
    pick.hidden = part !== null && !data.scenarios[number][0].includes(part);
    pick.setAttribute('aria-pressed', number === scenario);
  }
  for (const group of document.querySelectorAll('.group')) group.hidden = !group.querySelector('.pick:not([hidden])');
  what.textContent = part === null ? begun[0] : data.parts[part][2];
  hint.textContent = [part === null ? '' : passedBy(counts[part]), scenario === null ? '' : goes(way.size, only.size)].join(' ').trim() || begun[1];
  document.getElementById('clear').hidden = part === null && scenario === null;
}

const passedBy = (count) => count ? `${count.toLocaleString('fa')} سناریو از این می‌گذرد.` : 'هیچ سناریویی از این نمی‌گذرد.';
const goes = (all, alone) => `سناریوی برگزیده از ${all.toLocaleString('fa')} جزء می‌گذرد؛ ${alone.toLocaleString('fa')} جزء را تنها همین سناریو می‌پوشاند.`;

function choosePart(place) { part = place; paint(); }
function chooseScenario(number) {
  scenario = number === scenario ? null : number;
  paint();
  const first = scenario === null ? null : diagrams.querySelector('.only') || diagrams.querySelector('.way');
  if (first) first.scrollIntoView({ block: 'center', inline: 'center', behavior: 'smooth' });
}

for (const pick of picks) pick.onclick = () => chooseScenario(Number(pick.dataset.scenario));
document.getElementById('clear').onclick = () => { scenario = null; choosePart(null); };
for (const link of document.querySelectorAll('[data-show]')) link.onclick = () => {
  scenario = null;
  choosePart(data.parts.findIndex(([of, id]) => of === link.dataset.show && id === link.dataset.id));
  shown[part].scrollIntoView({ block: 'center', inline: 'center' });
};
paint();
