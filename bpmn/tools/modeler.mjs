#!/usr/bin/env node
/**
 * Writes the plug-ins that show the house rules and the walk of tokens in Camunda Modeler into a folder `plugins`.
 *
 *   barchin model templates --modeler DIR
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { plugins } from './plugins.mjs';

/** Writes one folder a plug-in, whole; those of others stay. */
export async function write(folder) {
  for (const [ name, files ] of Object.entries(await plugins())) {
    const own = path.join(folder, name);
    fs.rmSync(own, { recursive: true, force: true });
    fs.mkdirSync(own, { recursive: true });
    for (const [ file, text ] of Object.entries(files)) fs.writeFileSync(path.join(own, file), text);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await write(path.resolve(process.argv[2]));
