#!/usr/bin/env node
/**
 * Tries the plug-ins of a folder for Camunda Modeler in a browser, with the editor and the linter that Modeler is made
 * of: are faults marked, does a token walk, and is a model saved as it was? Takes a picture of both.
 *
 *   node tools/modeler-try.mjs DIR MODEL [PICTURE-OF-FAULTS PICTURE-OF-TOKENS]
 *
 * Tells what it saw as JSON; exit code 1 where no token walks or the model is not kept.
 */
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { build } from 'esbuild';
import { FONT, withPage } from './browser.mjs';
import { FOLDER, asset, read } from './files.mjs';

const require = createRequire(import.meta.url);
const [ folder, model, ofFaults, ofTokens ] = process.argv.slice(2);
const SHEETS = [
  ...[ 'diagram-js.css', 'bpmn-js.css', 'bpmn-font/css/bpmn-embedded.css' ].map((file) => asset('bpmn-js', `dist/assets/${file}`)),
  asset('@camunda/linting', 'assets/linting.css')
];

const editor = await build({
  entryPoints: [ path.join(FOLDER, 'tools/modeler-page.mjs') ],
  bundle: true, format: 'iife', globalName: 'Page', write: false, logLevel: 'error'
});

async function enter(page, plugin) {
  const { script, style } = require(path.join(plugin, 'index.js'));
  if (style) await page.addStyleTag({ path: path.join(plugin, style) });
  await page.addScriptTag({ path: path.join(plugin, script) });
}

await withPage(async (page) => {
  await page.setContent(`<!doctype html><meta charset="utf-8"><style>${FONT} ${SHEETS.map(read).join('\n')}
    body{margin:0} #canvas{width:1300px;height:640px;font-family:Vazirmatn}</style><div id="canvas"></div>`);
  await page.evaluate(() => document.fonts.load('16px Vazirmatn'));
  const plugins = path.join(folder, 'resources', 'plugins');
  for (const name of fs.readdirSync(plugins).sort()) await enter(page, path.join(plugins, name));
  await page.addScriptTag({ content: editor.outputFiles[0].text });
  const faults = await page.evaluate((xml) => Page.open(xml), read(model));
  if (ofFaults) await page.locator('#canvas').screenshot({ path: ofFaults });
  const before = await page.evaluate(() => Page.save());
  const walked = await page.evaluate(() => Page.walk());
  if (ofTokens) await page.locator('#canvas').screenshot({ path: ofTokens });
  const kept = await page.evaluate(() => Page.save()) === before;
  console.log(JSON.stringify({ faults, walked, kept }));
  if (!walked || !kept) process.exitCode = 1;
});
