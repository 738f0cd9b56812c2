/** Where the models lie, and which there are. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const FOLDER = fileURLToPath(new URL('..', import.meta.url));

/** The files with one of these endings, in order of their names; those named on the command line, if any. */
export function models(...endings) {
  const named = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
  const files = named.length ? named.map((file) => path.resolve(file)) : fs.readdirSync(FOLDER).map((file) => path.join(FOLDER, file));
  return files.filter((file) => endings.includes(path.extname(file))).sort();
}

export const read = (file) => fs.readFileSync(file, 'utf8');

/** Where a file of an npm package lies. */
export const asset = (name, file) => path.join(FOLDER, 'node_modules', name, file);
