import { buildFlameTree, renderFlameSvg } from '@heaptide/report/flame';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchChromium } from './chromium.js';
import { openFile } from './flame-page.js';
import { stacksProfile } from './stacks-profile.js';
import { Windows } from './windows.js';

const chromium = findChromium();
if (chromium === undefined)
  console.warn('skipped: no chromium on the PATH, so flame graphs are not looked at');

const after = stacksProfile([
  ['main;handle;newSession', 50_000],
  ['main;handle', 10_000],
  ['main;accept', 40_000],
]);
const base = stacksProfile([
  ['main;handle', 10_000],
  ['main;close', 20_000],
]);

describe.skipIf(chromium === undefined)('the flame graph as an SVG file', () => {
  let windows: Windows;
  beforeAll(async () => {
    windows = new Windows(await launchChromium(chromium!));
  });
  afterAll(async () => windows.close());

  it('zooms, searches and tells figures', async () => {
    const { page, complaints, close } = await openFile(windows, renderFlameSvg(buildFlameTree(after)), {
      kind: 'svg',
    });
    const box = (label: string) => page.locator(`g.box[data-label="${label}"]`);
    const width = async (label: string) =>
      Number(await box(label).locator('rect').first().getAttribute('width'));
    expect(await width('handle')).toBeCloseTo(0.6 * 1180, 1);
    await box('handle').hover();
    expect(await page.textContent('#detail')).toContain(
      'handle  ·  /app/handle.js:3  ·  total 58.6 KiB (60.0%)',
    );
    await box('handle').click();
    expect(await width('handle')).toBeCloseTo(1180, 1);
    expect(await box('accept').isVisible()).toBe(false);
    await page.click('#reset');
    expect(await width('handle')).toBeCloseTo(0.6 * 1180, 1);
    page.once('dialog', (dialog) => void dialog.accept('session'));
    await page.keyboard.press('/');
    expect(await page.textContent('#found')).toBe('session: 50.0% of the width');
    expect(await box('accept').getAttribute('class')).toBe('box faint');
    await page.keyboard.press('Escape');
    expect(await box('accept').getAttribute('class')).toBe('box');
    expect(complaints).toEqual([]);
    close();
  });

  it('is a picture with tooltips where there are no scripts', async () => {
    const svg = renderFlameSvg(buildFlameTree(after, { base }));
    const { page, complaints, close } = await openFile(windows, svg, {
      kind: 'svg',
      javaScriptEnabled: false,
    });
    expect(await page.locator('#ask').isVisible()).toBe(false);
    expect(await page.locator('g.box[data-label="close"] title').textContent()).toContain('gone');
    expect(complaints).toEqual([]);
    close();
  });

  it('stays well-formed and inert whatever names say', async () => {
    const names = [
      ']]><script>alert(1)</script>',
      '"><g onload="alert(1)">',
      '&lt;\u0000\u001b[2J\uffff\ud800',
      '--><!--',
    ];
    const svg = renderFlameSvg(
      buildFlameTree(stacksProfile([[names.join('\n'), 1000]], { separator: '\n' })),
      {
        title: names[0]!,
        sources: names,
      },
    );
    const { page, complaints, close } = await openFile(windows, svg, { kind: 'svg' });
    expect(await page.evaluate(() => document.documentElement.nodeName)).toBe('svg');
    expect(await page.locator('g.box').count()).toBe(5);
    expect(await page.locator('script').count()).toBe(1);
    expect(complaints).toEqual([]);
    close();
  });
});
