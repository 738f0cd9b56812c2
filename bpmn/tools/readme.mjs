#!/usr/bin/env node
/**
 * Writes the tables of README.md from the models: what each step is called, and what carries it out.
 *
 *   node tools/readme.mjs
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { BpmnModdle } from 'bpmn-moddle';
import { FOLDER, models, read } from './files.mjs';

const require = createRequire(import.meta.url);
const { property } = require('bpmnlint-plugin-house/extensions');
const camunda = require('camunda-bpmn-moddle/resources/camunda.json');

const README = path.join(FOLDER, 'README.md');
const MARKS = [ '<!-- tables: npm run readme -->', '<!-- /tables -->' ];
const HEAD = [ '| name | id | topic | carried out by | clause |', '| --- | --- | --- | --- | --- |' ];
const MAIN = 'permanent-service-removal';
const SHARED = [ 'send-notice', 'send-reminder', 'record-breach' ];
const STEP = /(Task|CallActivity)$/;

async function table(file) {
  const { rootElement } = await new BpmnModdle({ camunda }).fromXML(read(file));
  const { name: owner, processRef } = rootElement.rootElements.flatMap((element) => element.participants || [])[0];
  const { id, name } = processRef;
  const rows = [ ...stepsOf(processRef) ].map((step) => `| ${cells(step, id).join(' | ')} |`);
  return [
    `### ${name}`, '',
    `\`${id}\`, owner: ${owner}`, '',
    `![${name}](pictures/${id}.png)`, '',
    ...HEAD, ...rows
  ].join('\n');
}

function* stepsOf(container) {
  for (const element of container.flowElements) {
    if (STEP.test(element.$type)) yield element;
    if (element.flowElements) yield* stepsOf(element);
  }
}

function cells(step, process) {
  const topic = step.get('camunda:topic');
  return [ step.name, `\`${step.id}\``, topic ? `\`${topic}\`` : '', carriedOutBy(step, process), property(step, 'clause') ];
}

function carriedOutBy(step, process) {
  const file = step.get('camunda:topic') ? moduleOf(step.get('camunda:topic'), process) : modelOf(step);
  if (!file) return `message \`${step.messageRef.name}\``;
  return `[${file}](${file.startsWith('workers/') ? '../' : ''}${file})`;
}

function moduleOf(topic, process) {
  const folder = SHARED.includes(topic) ? 'shared' : process;
  return `workers/${folder}/${topic}.py`.replaceAll('-', '_');
}

function modelOf(step) {
  if (step.calledElement) return `${step.calledElement}.bpmn`;
  if (step.get('camunda:decisionRef')) return `${step.get('camunda:decisionRef')}.dmn`;
  return step.get('camunda:formRef') ? `${step.get('camunda:formRef')}.form` : '';
}

/** The main model first, the others in the order in which it calls them, then those that nobody calls. */
function inOrder(files) {
  const main = read(path.join(FOLDER, `${MAIN}.bpmn`));
  const called = [ MAIN, ...[ ...main.matchAll(/calledElement="([^"]+)"/g) ].map(([ , id ]) => id) ];
  const place = (file) => (called.indexOf(path.parse(file).name) + called.length + 1) % (called.length + 1);
  return files.sort((one, other) => place(one) - place(other));
}

const tables = await Promise.all(inOrder(models('.bpmn')).map(table));
const [ before, rest ] = read(README).split(MARKS[0]);
const after = rest.slice(rest.indexOf(MARKS[1]) + MARKS[1].length);
fs.writeFileSync(README, `${before}${MARKS[0]}\n\n${tables.join('\n\n')}\n\n${MARKS[1]}${after}`);
