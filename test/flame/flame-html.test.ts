import { buildFlameTree, renderFlameHtml } from '@heaptide/report/flame';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { findChromium, launchChromium } from './chromium.js';
import { type OpenOptions, type OpenPage, openFile, pointIn } from './flame-page.js';
import { stacksProfile } from './stacks-profile.js';
import { Windows } from './windows.js';

/** A page draws when its browser comes to it. */
const PATIENCE = { timeout: 10_000 };

const chromium = findChromium();
if (chromium === undefined)
  console.warn('skipped: no chromium on the PATH, so flame graphs are not looked at');

const KIB = 1024;
/** `main` holds all; `handle` 60 %, `accept` 30 %, 10 % is main's own. */
const after = stacksProfile([
  ['main;handle;newSession', 50 * KIB],
  ['main;handle', 10 * KIB],
  ['main;accept;read', 30 * KIB],
  ['main', 10 * KIB],
]);
const base = stacksProfile([
  ['main;handle;newSession', 20 * KIB],
  ['main;close', 16 * KIB],
  ['main', 10 * KIB],
]);

describe.skipIf(chromium === undefined)('the flame graph in a browser', () => {
  let windows: Windows;
  beforeAll(async () => {
    windows = new Windows(await launchChromium(chromium!));
  });
  afterAll(async () => windows.close());

  /** Opens a page, and at the end of the test looks whether it did what it must not. */
  async function open(html: string, options: OpenOptions = {}): Promise<OpenPage> {
    const opened = await openFile(windows, html, options);
    onTestFinished(() => {
      opened.close();
      expect(opened.complaints).toEqual([]);
    });
    return opened;
  }
  const plain = renderFlameHtml(buildFlameTree(after));
  const comparison = renderFlameHtml(buildFlameTree(after, { base }));

  it('zooms on click, with a path back', async () => {
    const { page, address } = await open(plain);
    const crumbs = page.locator('#crumbs li');
    expect(await crumbs.allTextContents()).toEqual(['all', '100 KiB · 100%']);
    const handle = await pointIn(page, 2, 0.3);
    await page.mouse.click(handle.x, handle.y);
    expect(await crumbs.allTextContents()).toEqual(['all', 'main', 'handle', '60.0 KiB · 60.0%']);
    const newSession = await pointIn(page, 3, 0.5);
    await page.mouse.click(newSession.x, newSession.y);
    expect(await crumbs.allTextContents()).toEqual([
      'all',
      'main',
      'handle',
      'newSession',
      '50.0 KiB · 50.0%',
    ]);
    await page.click('#back');
    expect((await crumbs.allTextContents()).at(-2)).toBe('handle');
    await page.click('#crumbs button:text("main")');
    expect((await crumbs.allTextContents()).at(-2)).toBe('main');
    expect(new URL(page.url()).hash).toBe('#zoom=1');
    await page.goBack();
    expect((await crumbs.allTextContents()).at(-2)).toBe('handle');
    await page.click('#reset');
    expect(page.url()).toBe(address);
    expect(await page.locator('#reset').isDisabled()).toBe(true);
  });

  it('tells on hovering what a box holds', async () => {
    const { page } = await open(plain);
    const tip = page.locator('#tip');
    const accept = await pointIn(page, 2, 0.75);
    await page.mouse.move(accept.x, accept.y);
    expect(await tip.locator('strong').textContent()).toBe('accept');
    expect(await tip.locator('.place').textContent()).toBe('/app/accept.js:3');
    expect(await tip.locator('tr').allInnerTexts()).toEqual([
      '\t\tof all\tof parent',
      'total\t30.0 KiB\t30.0%\t30.0%',
      'self\t0 B\t0%\t0%',
    ]);
    for (const [depth, part] of [
      [2, 0.95],
      [3, 0.55],
    ] as const) {
      await page.mouse.move(accept.x, accept.y);
      expect(await tip.isVisible()).toBe(true);
      const own = await pointIn(page, depth, part);
      await page.mouse.move(own.x, own.y);
      expect(await tip.isHidden()).toBe(true);
    }
  });

  it('searches, marks and sums up', async () => {
    const { page } = await open(plain);
    await page.keyboard.press('/');
    await page.keyboard.type('SESSION');
    // It searches as one types: the first letters have answers of their own.
    await expect.poll(() => page.textContent('#found'), PATIENCE).toBe('50.0 KiB · 50.0% in 1 box');
    expect(await page.locator('#functions tbody tr .link').allInnerTexts()).toEqual([
      'newSession newSession.js:3',
    ]);
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe('#q=SESSION');
    const faded = await spot(page, 0.8, 2);
    await page.keyboard.press('Escape');
    expect(await page.textContent('#found')).toBe('');
    expect(await page.inputValue('#search')).toBe('');
    await expect.poll(() => spot(page, 0.8, 2), PATIENCE).not.toBe(faded);
  });

  it('goes by the keyboard alone', async () => {
    const { page } = await open(plain);
    const status = page.locator('#status');
    await page.locator('#stage').focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
    expect(await status.textContent()).toBe('handle, /app/handle.js:3, 60.0 KiB, 60.0% of all');
    await page.keyboard.press('ArrowRight');
    expect(await status.textContent()).toBe('accept, /app/accept.js:3, 30.0 KiB, 30.0% of all');
    await page.keyboard.press('Enter');
    expect(await page.locator('#crumbs [aria-current]').textContent()).toBe('accept');
    await page.keyboard.press('ArrowUp');
    expect(await status.textContent()).toMatch(/^main,/);
    await page.keyboard.press('Escape');
    expect(await page.locator('#crumbs [aria-current]').textContent()).toBe('main');
    await page.keyboard.press('Backspace');
    expect(await page.locator('#crumbs [aria-current]').textContent()).toBe('accept');
    await page.keyboard.press('r');
    expect(await page.locator('#crumbs [aria-current]').textContent()).toBe('all');
    await page.keyboard.press('f');
    await page.keyboard.press('o');
    expect(new URL(page.url()).hash).toBe('#root=bottom&order=name');
    await page.keyboard.press('?');
    expect(await page.locator('#help').isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.locator('#help').isVisible()).toBe(false);
    expect(new URL(page.url()).hash).toBe('#root=bottom&order=name');
  });

  it('shows who calls a function and whom it calls', async () => {
    const { page } = await open(plain);
    await page.click('#functions .link:has-text("newSession")');
    const chosen = page.locator('#chosen');
    expect(await chosen.locator('h2').textContent()).toBe('newSession');
    expect(await chosen.locator('li').allInnerTexts()).toEqual([
      expect.stringMatching(/handle handle\.js:3\s+50\.0 KiB/),
    ]);
    await chosen.locator('.link:has-text("handle")').click();
    expect(await chosen.locator('h2').textContent()).toBe('handle');
    expect(await chosen.locator('li').allInnerTexts()).toEqual([
      expect.stringMatching(/main main\.js:3\s+60\.0 KiB/),
      expect.stringMatching(/newSession newSession\.js:3\s+50\.0 KiB/),
    ]);
    expect(await page.locator('#functions tr.current').count()).toBe(1);
    await chosen.locator('.close').click();
    expect(await chosen.isHidden()).toBe(true);
  });

  it('compares: before, after, change and ratio, new and gone', async () => {
    const { page } = await open(comparison);
    const tip = page.locator('#tip');
    const rows = async (depth: number, part: number) => {
      const point = await pointIn(page, depth, part);
      await page.mouse.move(point.x, point.y);
      return [await tip.locator('strong').textContent(), ...(await tip.locator('tr').allInnerTexts())];
    };
    expect(await rows(3, 0.2)).toEqual([
      'newSession',
      '\tbefore\tafter\tΔ\t×',
      'total\t20.0 KiB\t50.0 KiB\t+30.0 KiB\t×2.50',
      'self\t20.0 KiB\t50.0 KiB\t+30.0 KiB\t×2.50',
    ]);
    expect(await tip.locator('.note').textContent()).toBe('after: 50.0% of all · 83.3% of parent');
    expect((await rows(2, 0.75))[2]).toBe('total\t0 B\t30.0 KiB\t+30.0 KiB\tnew');
    await page.keyboard.press('b');
    await expect.poll(async () => (await rows(2, 0.6))[0], PATIENCE).toBe('close');
    expect((await rows(2, 0.6))[2]).toBe('total\t16.0 KiB\t0 B\t−16.0 KiB\tgone');
    expect(await page.getAttribute('[data-set=width-before]', 'aria-pressed')).toBe('true');
    await page.click('[data-set=width-union]');
    // 60 of handle, 30 of accept, 16 of close, 10 of main itself
    expect([(await rows(2, 0.6))[0], (await rows(2, 0.85))[0]]).toEqual(['accept', 'close']);
    expect(new URL(page.url()).hash).toBe('#width=union');
  });

  it('marks new and gone by a pattern, not by colour alone', async () => {
    const { page } = await open(comparison, { hash: '#width=union' });
    /** At the right end of a box, clear of its name. */
    const shades = async (part: number) => {
      const { x, y } = await pointIn(page, 2, part);
      const picture = await page.screenshot({ clip: { x: x - 24, y: y - 7, width: 20, height: 14 } });
      return picture.length;
    };
    const [grew, fresh, gone] = [await shades(60 / 116), await shades(90 / 116), await shades(106 / 116)];
    // A plain area packs into next to nothing.
    expect(fresh).toBeGreaterThan(grew * 1.5);
    expect(gone).toBeGreaterThan(grew * 1.5);
  });

  it('opens as its address says', async () => {
    const { page } = await open(comparison, { hash: '#zoom=1&q=handle&root=bottom&width=before' });
    expect(await page.inputValue('#search')).toBe('handle');
    expect(await page.textContent('#found')).toBe('20.0 KiB · 43.5%, +40.0 KiB in 1 box');
    expect(await page.getAttribute('[data-set=root-bottom]', 'aria-pressed')).toBe('true');
    const canvas = (await page.locator('canvas').boundingBox())!;
    await page.mouse.move(canvas.x + canvas.width * 0.2, canvas.y + canvas.height - 6 - 2 * 22 - 11);
    expect(await page.locator('#tip strong').textContent()).toBe('handle');
  });

  it('follows the window, and the scheme of colours', async () => {
    const { page } = await open(plain);
    const light = await spot(page, 0.3, 2);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 800, height: 900 });
    await expect.poll(() => spot(page, 0.3, 2), PATIENCE).not.toBe(light);
    const point = await pointIn(page, 2, 0.75);
    await page.mouse.move(point.x, point.y);
    expect(await page.locator('#tip strong').textContent()).toBe('accept');
  });

  it('is a table where there are no scripts', async () => {
    const { page } = await open(plain, { javaScriptEnabled: false });
    expect(await page.locator('#stage').isVisible()).toBe(false);
    expect(await page.locator('#search').isVisible()).toBe(false);
    expect(await page.locator('#functions tbody tr').first().innerText()).toMatch(/newSession.*50\.0 KiB/s);
  });
});

describe.skipIf(chromium === undefined)('what a flame graph may not do', () => {
  let windows: Windows;
  beforeAll(async () => {
    windows = new Windows(await launchChromium(chromium!));
  });
  afterAll(async () => windows.close());

  it('runs nothing that a name says', async () => {
    const names = [
      '</script><script>window.pwned=1</script>',
      '<img src=x onerror=window.pwned=1>',
      '<!--<script>',
      'nul\u0000 esc\u001b[31m over\u202eride sep\u2028',
      '__proto__',
    ];
    const profile = stacksProfile([[names.join('\n'), 100 * KIB]], { separator: '\n', program: names[1]! });
    const html = renderFlameHtml(buildFlameTree(profile), { sources: names, title: names[0]! });
    const { page, complaints, close } = await openFile(windows, html);
    for (const [i, shown] of [
      '</script><script>',
      '<img src=x',
      '<!--<script>',
      'nul␀ esc␛[31m over<U+202E>ride',
    ].entries()) {
      const point = await pointIn(page, i + 1, 0.5);
      await page.mouse.move(point.x, point.y);
      expect(await page.locator('#tip strong').textContent()).toContain(shown);
      await page.mouse.click(point.x, point.y);
      expect(await page.locator('#chosen h2').textContent()).toContain(shown);
    }
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
    expect(await page.locator('img').count()).toBe(0);
    expect(complaints).toEqual([]);
    close();
  });

  it('asks for nothing, and its policy would not let it', async () => {
    const { page, complaints, close } = await openFile(windows, renderFlameHtml(buildFlameTree(after)));
    expect(complaints).toEqual([]);
    const refused = await page.evaluate(async () => {
      const violations: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) =>
        violations.push(event.effectiveDirective),
      );
      const script = document.createElement('script');
      script.textContent = 'window.pwned = 1';
      document.body.append(script);
      const image = document.createElement('img');
      image.src = 'https://example.invalid/leak';
      document.body.append(image);
      document.body.insertAdjacentHTML('beforeend', '<p style="color:red" onclick="0"></p>');
      await fetch('https://example.invalid/').catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 50));
      return { violations: [...new Set(violations)].sort(), pwned: 'pwned' in window };
    });
    expect(refused.pwned).toBe(false);
    expect(refused.violations).toEqual([
      'connect-src',
      'img-src',
      'script-src-attr',
      'script-src-elem',
      'style-src-attr',
    ]);
    close();
  });

  it('draws a hundred thousand boxes', async () => {
    const stacks = Array.from(
      { length: 70_000 },
      (_, i) => [`main;a${i % 10};b${i % 500};c${i % 5000};d${i % 30_000};e${i}`, KIB + (i % 1000)] as const,
    );
    const tree = buildFlameTree(stacksProfile(stacks), { minFraction: 0, maxNodes: 200_000 });
    expect(tree.length).toBeGreaterThan(100_000);
    const html = renderFlameHtml(tree);
    const { page, complaints, close } = await openFile(windows, html);
    const times = await page.evaluate(async () => {
      const drawn = performance.now();
      const canvas = document.querySelector('canvas')!;
      const search = document.querySelector<HTMLInputElement>('#search')!;
      search.value = 'c77';
      search.dispatchEvent(new Event('input'));
      const began = performance.now();
      while (document.querySelector('#found')!.textContent === '') await new Promise(requestAnimationFrame);
      return { drawn, searched: performance.now() - began, boxes: Number(canvas.dataset.boxes) };
    });
    console.log(
      `${tree.length} nodes, ${(html.length / 1e6).toFixed(1)} MB: first frame within ${times.drawn.toFixed(0)} ms of opening, ` +
        `search in ${times.searched.toFixed(0)} ms, ${times.boxes} boxes drawn`,
    );
    expect(times.boxes).toBeGreaterThan(1000);
    expect(times.boxes).toBeLessThan(20_000);
    expect(complaints).toEqual([]);
    close();
  });
});

/** What a spot of the drawing looks like. */
async function spot(page: OpenPage['page'], part: number, depth: number): Promise<string> {
  const { x, y } = await pointIn(page, depth, part);
  const picture = await page.screenshot({ clip: { x, y: y - 8, width: 4, height: 3 } });
  return picture.toString('base64');
}
