#!/usr/bin/env node
/**
 * Draws the models, the decisions and the forms into pictures/ as PNG and SVG, with the libraries that Camunda's own
 * programs use. In the SVG of a process each element bears its id, for pages that mark it.
 *
 *   barchin model render [FILE...]
 *
 * pictures/sources.json keeps the SHA-256 of what each picture was drawn from, so that a stale one is found out.
 * Exit code 1 when a file does not load without warnings.
 */
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { FONT, withPage } from './browser.mjs';
import { FOLDER, asset, models, read } from './files.mjs';
import { sheetOf } from './sheet.mjs';

const PICTURES = path.join(FOLDER, 'pictures');
const SOURCES = path.join(PICTURES, 'sources.json');
const DRAW = { '.bpmn': drawProcess, '.dmn': drawDecision, '.form': drawForm };

async function blank(page, css, body) {
  await page.setContent(`<!doctype html><meta charset="utf-8"><style>${FONT}
    html,body{margin:0;background:#fff}${css}</style>${body}`);
  await page.evaluate(() => Promise.all([ ...document.fonts ].map((font) => font.load())));
}

async function drawProcess(page, file, picture) {
  await blank(page, '#canvas{width:1600px;height:1000px}', '<div id="canvas"></div>');
  await page.addScriptTag({ path: asset('bpmn-js', 'dist/bpmn-viewer.production.min.js') });
  const { svg, warnings } = await page.evaluate(async (xml) => {
    const style = { fontFamily: 'Vazirmatn' };
    const viewer = new BpmnJS({ container: '#canvas', textRenderer: { defaultStyle: style, externalStyle: style } });
    const { warnings } = await viewer.importXML(xml);
    // SVG text runs from left to right by default; a Persian line is set in right-to-left isolates.
    for (const line of document.querySelectorAll('#canvas .djs-visual text tspan')) {
      line.textContent = `\u2067${line.textContent.trim()}\u2069`;
    }
    return { ...await viewer.saveSVG(), warnings: warnings.map((warning) => warning.message) };
  }, read(file));
  fs.writeFileSync(svgOf(picture), bare(svg, path.parse(file).name));
  await blank(page, '#svg{display:inline-block;padding:16px}', `<div id="svg">${svg.slice(svg.indexOf('<svg'))}</div>`);
  await page.locator('#svg').screenshot({ path: picture });
  return warnings;
}

/** The drawing alone, one element a line; the names of its arrowheads, drawn by lot, become those of the model. */
function bare(svg, name) {
  const drawn = svg.slice(svg.indexOf('<svg'));
  const heads = [ ...new Set([ ...drawn.matchAll(/<marker id="([^"]+)"/g) ].map(([ , id ]) => id)) ];
  const named = heads.reduce((text, id, index) => text.replaceAll(id, `${name}-head-${index}`), drawn);
  return `${named.replaceAll('<g class="djs-group">', '\n$&')}\n`;
}

async function drawDecision(page, file, picture) {
  const sheets = [ 'diagram-js', 'dmn-js-shared', 'dmn-js-decision-table' ].map((name) => read(asset('dmn-js', `dist/assets/${name}.css`)));
  // The table stays left to right, and a cell begins where its words do: else «< -2» would be shown as «-2 >».
  await blank(page, `${sheets.join('\n')} #canvas{width:1500px;height:900px} #canvas *{font-family:Vazirmatn !important}
    #canvas tbody td:not(.rule-index){unicode-bidi:plaintext;text-align:start}`, '<div id="canvas"></div>');
  await page.addScriptTag({ path: asset('dmn-js', 'dist/dmn-viewer.production.min.js') });
  const warnings = await page.evaluate(async (xml) => {
    const viewer = new DmnJS({ container: '#canvas' });
    const { warnings } = await viewer.importXML(xml);
    await viewer.open(viewer.getViews().find((view) => view.type === 'decisionTable'));
    return warnings.map((warning) => warning.message);
  }, read(file));
  await shoot(page, '#canvas', await page.evaluate(boxOfTable), picture);
  return warnings;
}

function boxOfTable() {
  const [ title, table ] = [ '.decision-table-properties', '.tjs-table' ].map((part) => document.querySelector(part).getBoundingClientRect());
  return { x: 0, y: title.top - 8, width: table.right + 8, height: table.bottom - title.top + 16 };
}

async function drawForm(page, file, picture) {
  const css = read(asset('@bpmn-io/form-js-viewer', 'dist/assets/form-js.css'));
  await blank(page, `${css} #form{width:760px;padding:16px} #form *{font-family:Vazirmatn !important}`, '<div id="form" dir="rtl"></div>');
  await page.addScriptTag({ content: await formViewer() });
  const warnings = await page.evaluate(async ({ schema, data }) => {
    const form = new FormViewer.Form({ container: '#form' });
    const { warnings } = await form.importSchema(schema, data);
    return warnings.map((warning) => warning.message || String(warning));
  }, { schema: JSON.parse(read(file)), data: { ...SHOWN, ...ANSWERED[path.parse(file).name] } });
  await page.waitForTimeout(300);                      // the fields register themselves after the first paint
  await shoot(page, '#form', await page.locator('#form').boundingBox(), picture);
  return warnings;
}

/** What is drawn as a page has one box for both pictures. */
async function shoot(page, selector, box, picture) {
  await page.screenshot({ path: picture, clip: box, fullPage: true });
  fs.writeFileSync(svgOf(picture), await page.evaluate(sheetOf, { selector, box }));
}

const svgOf = (picture) => picture.replace(/png$/, 'svg');

/** What the steps before a form hand to it, as an example, and the answer that opens most of its fields. */
const SHOWN = {
  stepText: '**نمونه‌ی متن مرحله.** اینجا آنچه صاحب مرحله باید بداند می‌آید: یافته‌ها، مبلغ‌ها و مهلت.',
  caseUrl: 'http://127.0.0.1:8000/case'
};
const ANSWERED = {
  'approve-terms': { approval: 'correct' },
  'approve-refund': { refundDecision: 'another-account' },
  'follow-up-debt': { debtDecision: 'instalments' },
  'remove-connection': { visitResult: 'done', newDamageBroken: true },
  'review-documents': { reviewDecision: 'ask-again' },
  'test-meter': { visitResult: 'tested', damageBurnt: true }
};

let bundle;
async function formViewer() {
  bundle ??= await build({
    stdin: { contents: 'export { Form } from "@bpmn-io/form-js-viewer"', resolveDir: FOLDER },
    bundle: true, format: 'iife', globalName: 'FormViewer', write: false, logLevel: 'error'
  });
  return bundle.outputFiles[0].text;
}

function remember(file) {
  const sources = fs.existsSync(SOURCES) ? JSON.parse(read(SOURCES)) : {};
  sources[path.basename(file)] = crypto.createHash('sha256').update(fs.readFileSync(file)).digest('hex');
  const known = Object.entries(sources).filter(([ name ]) => fs.existsSync(path.join(FOLDER, name)));
  fs.writeFileSync(SOURCES, `${JSON.stringify(Object.fromEntries(known.sort()), null, 2)}\n`);
}

fs.mkdirSync(PICTURES, { recursive: true });
await withPage(async (page) => {
  for (const file of models('.bpmn', '.dmn', '.form')) {
    const picture = path.join(PICTURES, `${path.parse(file).name}.png`);
    const warnings = await DRAW[path.extname(file)](page, file, picture);
    for (const warning of warnings) { console.error(`${file}: ${warning}`); process.exitCode = 1; }
    remember(file);
    console.log(path.relative(process.cwd(), picture));
  }
});
