#!/usr/bin/env node
/**
 * Checks that every expression of a form is FEEL; all else about forms is told by `barchin check`.
 *
 *   node tools/form-lint.mjs [FORM...]
 */
import path from 'node:path';
import { evaluate } from 'feelin';
import { models, read } from './files.mjs';

/** All texts of a form. */
function* textsOf(value) {
  if (typeof value === 'string') yield value;
  if (value && typeof value === 'object') for (const inner of Object.values(value)) yield* textsOf(inner);
}

for (const file of models('.form')) {
  for (const text of textsOf(JSON.parse(read(file)))) {
    try {
      if (text.startsWith('=')) evaluate(text.slice(1), {});
    } catch (error) {
      console.error(`${path.basename(file)}: ${text}: ${error.message}`);
      process.exitCode = 1;
    }
  }
}
