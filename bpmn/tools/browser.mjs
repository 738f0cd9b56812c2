/** A page in the system's own Chromium, without network; CHROMIUM names another than /usr/bin/chromium. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { asset } from './files.mjs';

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'
];

/** Vazirmatn as data, so that the picture is the same on every machine. */
export const FONT = [ [ 'Regular', 400 ], [ 'Bold', 700 ] ].map(([ face, weight ]) => {
  const data = fs.readFileSync(asset('vazirmatn', `fonts/webfonts/Vazirmatn-${face}.woff2`)).toString('base64');
  return `@font-face{font-family:Vazirmatn;font-weight:${weight};src:url(data:font/woff2;base64,${data}) format("woff2")}`;
}).join('\n');

/** Runs work(page) and leaves nothing of the browser behind; an error inside the page fails the program. */
export async function withPage(work) {
  const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
  if (!fs.existsSync(executablePath)) throw new Error(`No browser at ${executablePath}: install chromium, or name one in CHROMIUM`);
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'models-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath, headless: true, offline: true, args: FLAGS,
    viewport: { width: 1600, height: 1000 }, deviceScaleFactor: 2
  });
  try {
    const page = context.pages()[0] || await context.newPage();
    page.on('pageerror', (error) => { console.error(`page error: ${error.message}`); process.exitCode = 1; });
    return await work(page);
  } finally {
    await context.close();
    fs.rmSync(profile, { recursive: true, force: true });
  }
}
