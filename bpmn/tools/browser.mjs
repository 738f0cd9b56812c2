/** A page in the system's own Chromium, without network; CHROMIUM names another than /usr/bin/chromium. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'
];

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
