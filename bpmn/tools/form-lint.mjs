#!/usr/bin/env node
/**
 * Checks the forms against what Camunda 7.24's Tasklist (form-js 1.8.7, schemaVersion 16) can show.
 *
 *   node tools/form-lint.mjs [FORM...]
 *
 * Tasklist shows no form at all when a component is unknown, and passes over a rule that it does not know.
 */
import path from 'node:path';
import { evaluate } from 'feelin';
import { models, read } from './files.mjs';

const SCHEMA_VERSION = 16;
const INPUTS = new Set('textfield number datetime textarea checkbox radio select checklist taglist'.split(' '));
const TYPES = new Set([ ...INPUTS, ...'expression image text html button spacer group dynamiclist separator table iframe'.split(' ') ]);
const RULES = new Set('required validationType pattern minLength maxLength min max'.split(' '));

function faultsOfForm(form, name) {
  const faults = [];
  if (form.type !== 'default') faults.push('the type of a form is «default»');
  if (form.id !== name) faults.push(`id <${form.id}> is not the file's name`);
  if (form.executionPlatform !== 'Camunda Platform') faults.push('executionPlatform is not «Camunda Platform»');
  if (form.schemaVersion !== SCHEMA_VERSION) faults.push(`schemaVersion ${form.schemaVersion}, Tasklist has ${SCHEMA_VERSION}`);
  const ids = new Set();
  for (const component of componentsOf(form)) {
    const say = (fault) => faults.push(`${component.id || component.key || component.type}: ${fault}`);
    if (!component.id) say('no id');
    else if (ids.has(component.id)) say('id is used twice');
    ids.add(component.id);
    faultsOfComponent(component, say);
    for (const [ where, text ] of textsOf(component)) faultsOfText(text, (fault) => say(`${where}: ${fault}`));
  }
  return faults;
}

function* componentsOf({ components = [] }) {
  for (const component of components) {
    yield component;
    yield* componentsOf(component);
  }
}

function faultsOfComponent({ type, key, label, validate = {}, conditional = {} }, say) {
  if (!TYPES.has(type)) say(`form-js 1.8.7 has no component <${type}>`);
  if (INPUTS.has(type) && !/^[a-z][A-Za-z]*$/.test(key || '')) say(`key <${key || ''}> is no name of a variable`);
  if (INPUTS.has(type) && !label) say('no label');
  for (const rule of Object.keys(validate)) if (!RULES.has(rule)) say(`validate.${rule} does nothing`);
  for (const rule of Object.keys(conditional)) if (rule !== 'hide') say(`conditional.${rule} does nothing`);
  try { new RegExp(validate.pattern || ''); } catch { say('pattern is no regular expression'); }
}

/** All texts of a component, with where they stand; its own components speak for themselves. */
function* textsOf(value, where = '') {
  if (typeof value === 'string') yield [ where, value ];
  if (!value || typeof value !== 'object') return;
  for (const [ key, inner ] of Object.entries(value)) if (key !== 'components') yield* textsOf(inner, where ? `${where}.${key}` : key);
}

function faultsOfText(text, say) {
  if (/[يك٠-٩]/.test(text) && !text.startsWith('^')) say('Arabic ي, ك or digits: write Persian ones');
  if (!text.startsWith('=')) return;
  if (/[^<>=!]==[^=]/.test(text)) say('FEEL compares with «=», not «==»');
  try { evaluate(text.slice(1), {}); } catch (error) { say(`${text}: ${error.message}`); }
}

for (const file of models('.form')) {
  for (const fault of faultsOfForm(JSON.parse(read(file)), path.parse(file).name)) {
    console.error(`${path.basename(file)}: ${fault}`);
    process.exitCode = 1;
  }
}
