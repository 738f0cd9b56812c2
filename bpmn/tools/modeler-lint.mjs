#!/usr/bin/env node
/**
 * Lints the models as Camunda Modeler does: its own rules for the engine, and those of our plug-in as it is delivered.
 *
 *   node tools/modeler-lint.mjs [MODEL...]
 *
 * Exit code 1 when anything is reported.
 */
import path from 'node:path';
import vm from 'node:vm';
import { build } from 'esbuild';
import { FOLDER, models, read } from './files.mjs';
import { plugins } from './plugins.mjs';

/** Modeler's linter is written for a bundler. */
const linting = await build({
  stdin: { contents: "export { Linter } from '@camunda/linting'", resolveDir: FOLDER },
  bundle: true, format: 'iife', globalName: 'Linting', write: false, logLevel: 'error'
});

/** What the plug-in enters under the place for lint rules. */
async function ours() {
  const window = {};
  vm.runInNewContext((await plugins())['barchin-lint']['client.js'], { window });
  return window.plugins.filter(({ type }) => type === 'lintRules.bpmn').map(({ plugin }) => plugin);
}

const { Linter } = vm.runInThisContext(`${linting.outputFiles[0].text};Linting`);
const linter = new Linter({ type: 'platform', plugins: await ours() });

for (const file of models('.bpmn')) {
  for (const { id, message, rule } of await linter.lint(read(file))) {
    console.error(`${path.basename(file)}: ${id}: ${message} (${rule})`);
    process.exitCode = 1;
  }
}
