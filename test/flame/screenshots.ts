/** Takes the pictures of the flame graphs in docs, from the recorded captures of the leaky proxy. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Profile, readProfile } from '@heaptide/profile';
import { buildFlameTree, renderFlameHtml } from '@heaptide/report/flame';
import { findChromium, launchChromium } from './chromium.js';
import { openFile } from './flame-page.js';
import { Windows } from './windows.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const series = join(root, 'fixtures/profiles/leaky-proxy');
const read = (file: string): Promise<Profile> => readProfile(readFileSync(join(series, file)));

const chromium = findChromium();
if (chromium === undefined) {
  console.error('no chromium on the PATH');
  process.exit(2);
}
const files = readdirSync(series).sort();
const [first, last] = [files[0]!, files.at(-1)!];
const [base, profile] = [await read(first), await read(last)];

const windows = new Windows(await launchChromium(chromium));
try {
  const plain = renderFlameHtml(buildFlameTree(profile), { sources: [last] });
  await picture('flame', plain, async (page) => {
    await page.click('#functions .link:has-text("newSession")');
  });
  const comparison = renderFlameHtml(buildFlameTree(profile, { base }));
  await picture('flame-diff', comparison, async (page) => {
    const canvas = (await page.locator('canvas').boundingBox())!;
    await page.mouse.move(canvas.x + 150, canvas.y + 6 + 15.5 * 22);
  });
} finally {
  await windows.close();
}

type Pose = (page: Awaited<ReturnType<typeof openFile>>['page']) => Promise<void>;

async function picture(name: string, html: string, pose: Pose): Promise<void> {
  const { page, close } = await openFile(windows, html, { width: 1140, height: 478 });
  await pose(page);
  await page.waitForTimeout(100);
  await page.screenshot({ path: join(root, 'docs/images', `${name}.png`) });
  close();
}
