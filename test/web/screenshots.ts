/** Takes the pictures of the web UI in docs, from the recorded captures of the leaky proxy. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { findChromium, launchChromium } from '../flame/chromium.js';
import { Windows } from '../flame/windows.js';
import { openWebPage, startWebUi } from './web-ui.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const series = join(root, 'fixtures/profiles/leaky-proxy');
const SIZE = { width: 1140, height: 560 };

const chromium = findChromium();
if (chromium === undefined) {
  console.error('no chromium on the PATH');
  process.exit(2);
}
const files = readdirSync(series).sort();
const last = join(series, files.at(-1)!);
const [web, diff, windows] = await Promise.all([
  startWebUi([last]),
  startWebUi([`-diff_base=${join(series, files[0]!)}`, last]),
  launchChromium(chromium).then((browser) => new Windows(browser)),
]);
try {
  await picture('web-top', `${web.base}/top`, async (page) => {
    await page.click('tr[data-name=newSession] td');
    await page.hover('tr[data-name=newSession] td.ui-name');
  });
  await picture('web-graph', `${web.base}/graph?n=25`, async (page) => {
    await page.fill('#ui-find', 'newSession');
    await page.waitForSelector('.node.ui-chosen');
  });
  await picture('web-flame', `${diff.base}/flamegraph`, async (page) => {
    await page.waitForSelector('canvas[data-settled="true"]');
  });
} finally {
  await Promise.all([windows.close(), web.stop(), diff.stop()]);
}

async function picture(name: string, address: string, pose: (page: Page) => Promise<void>): Promise<void> {
  const { page } = await openWebPage(windows, address, SIZE);
  await pose(page);
  await page.waitForTimeout(100);
  await page.screenshot({ path: join(root, 'docs/images', `${name}.png`) });
}
