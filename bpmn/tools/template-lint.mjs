#!/usr/bin/env node
/** Checks the element templates against the schema that Camunda Modeler reads them by. */
import fs from 'node:fs';
import path from 'node:path';
import { validate } from '@bpmn-io/element-templates-validator';
import { FOLDER, read } from './files.mjs';

const TEMPLATES = path.join(FOLDER, '.camunda', 'element-templates');

for (const file of fs.readdirSync(TEMPLATES)) {
  for (const { dataPath, instancePath, message } of validate(read(path.join(TEMPLATES, file))).errors || []) {
    console.error(`${file}: ${instancePath || dataPath || ''} ${message}`);
    process.exitCode = 1;
  }
}
