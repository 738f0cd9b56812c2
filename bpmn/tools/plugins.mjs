/**
 * What does a plug-in of Camunda Modeler consist of? `index.js` says what to load, `client.js` enters what it brings
 * into `window.plugins` under the name of the place that it is for.
 */
import path from 'node:path';
import { createRequire } from 'node:module';
import { build } from 'esbuild';
import { FOLDER, read } from './files.mjs';

const require = createRequire(path.join(FOLDER, 'package.json'));
const compileConfig = require('bpmnlint/lib/support/compile-config');
const NodeResolver = require('bpmnlint/lib/resolver/node-resolver');

/** The plug-ins by the names of their folders: the name of each file and its text. */
export async function plugins() {
  return { 'barchin-lint': await lint(), 'barchin-tokens': await tokens() };
}

async function lint() {
  const config = JSON.parse(read(path.join(FOLDER, '.bpmnlintrc')));
  const packed = await compileConfig(config, new NodeResolver({ require }));
  const enter = "window.plugins = [ ...window.plugins || [], { plugin: { config, resolver }, type: 'lintRules.bpmn' } ];";
  return { 'index.js': descriptor({ name: 'Barchin lint rules', script: './client.js' }), 'client.js': await bundle(packed + enter) };
}

async function tokens() {
  const css = read(require.resolve('bpmn-js-token-simulation/assets/css/bpmn-js-token-simulation.css'));
  return {
    'index.js': descriptor({ name: 'Barchin tokens', script: './client.js', style: './client.css' }),
    'client.js': await bundle("import './tokens-plugin.mjs';"),
    'client.css': css
  };
}

const descriptor = (about) => `module.exports = ${JSON.stringify(about, null, 2)};\n`;

async function bundle(contents) {
  const { outputFiles: [ { text } ] } = await build({
    stdin: { contents, resolveDir: path.join(FOLDER, 'tools') },
    bundle: true, format: 'iife', write: false, minify: true, logLevel: 'error'
  });
  return text;
}
