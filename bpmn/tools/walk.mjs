#!/usr/bin/env node
/**
 * Walks through the models at random, without an engine: does every path end, is everything reached?
 *
 *   node tools/walk.mjs [MODEL...]
 *
 * It knows tokens, not data: every branch of a gateway counts as possible. Told are instances that are stuck
 * (nothing can happen any more and they have not ended), endless ones, and nodes and flows that no walk reached.
 * Exit code 1 when there is any.
 */
import path from 'node:path';
import { build } from 'esbuild';
import { withPage } from './browser.mjs';
import { FOLDER, models, read } from './files.mjs';

const LIMITS = { walks: 300, steps: 1000, seed: 1 };

const bundle = await build({
  entryPoints: [ path.join(FOLDER, 'tools/walker.mjs') ],
  bundle: true, format: 'iife', globalName: 'Walker', write: false, logLevel: 'error'
});

function tell(file, { ends, stuck, endless, unreached }) {
  console.log(`${path.basename(file)}: ${Object.entries(ends).map(([ end, count ]) => `${end} ${count}`).join(', ')}`);
  const faults = Object.entries(stuck).map(([ where, trail ]) => `stuck at ${where}\n    ${trail}`);
  if (endless) faults.push(`${endless} walks without an end`);
  if (unreached.length) faults.push(`never reached: ${unreached.join(', ')}`);
  for (const fault of faults) { console.error(`  ${fault}`); process.exitCode = 1; }
}

await withPage(async (page) => {
  await page.setContent('<div id="canvas" style="width:800px;height:600px"></div>');
  await page.addScriptTag({ content: bundle.outputFiles[0].text });
  for (const file of models('.bpmn')) {
    tell(file, await page.evaluate(({ xml, limits }) => Walker.walk(xml, limits), { xml: read(file), limits: LIMITS }));
  }
});
