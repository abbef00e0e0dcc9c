import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Profile, ProfileBuilder, writeProfile } from '@heaptide/profile';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { findChromium, launchChromium } from '../flame/chromium.js';
import { Windows } from '../flame/windows.js';
import { type OpenWebOptions, openWebPage, startWebUi, type WebUi } from './web-ui.js';

const chromium = findChromium();
if (chromium === undefined) console.warn('skipped: no chromium on the PATH, so the web UI is not looked at');

const HOSTILE = '</script><img src=x onerror="document.title=1">';
const KIB = 1024;
const SOURCE = ['// sessions', 'export function newSession() {', '  return { body: "<b>" };', '}', ''].join(
  '\n',
);

let folder: string;

interface Stack {
  readonly stack: string;
  readonly objects: number;
  readonly bytes: number;
}

function profileOf(stacks: readonly Stack[]): Profile {
  const builder = new ProfileBuilder({
    sampleTypes: [
      { type: 'inuse_objects', unit: 'count' },
      { type: 'inuse_space', unit: 'bytes' },
    ],
  });
  const mapping = builder.mapping({ filename: 'shop' });
  for (const { stack, objects, bytes } of stacks) {
    const locations = stack.split(' > ').map((name) => {
      const filename = name === 'newSession' ? join(folder, 'session.js') : `/nowhere/${name.length}.js`;
      const func = builder.func({ name, filename, startLine: 2 });
      return builder.location({ mapping, lines: [{ function: func, line: 3, column: 1 }] });
    });
    builder.sample({ stack: locations.reverse(), values: [objects, bytes] });
  }
  return builder.build();
}

async function write(name: string, stacks: readonly Stack[]): Promise<string> {
  const path = join(folder, name);
  writeFileSync(path, await writeProfile(profileOf(stacks)));
  return path;
}

describe.skipIf(chromium === undefined)('the web UI in a browser', () => {
  let windows: Windows;
  let web: WebUi;
  let diff: WebUi;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'heaptide-web-'));
    writeFileSync(join(folder, 'session.js'), SOURCE);
    const after = await write('after.pb.gz', [
      { stack: 'main > handle > newSession', objects: 10, bytes: 50 * KIB },
      { stack: 'main > handle', objects: 400, bytes: 10 * KIB },
      { stack: 'main > accept > read', objects: 30, bytes: 30 * KIB },
      { stack: `main > ${HOSTILE}`, objects: 1, bytes: 5 * KIB },
    ]);
    const before = await write('before.pb.gz', [
      { stack: 'main > handle > newSession', objects: 5, bytes: 20 * KIB },
      { stack: 'main > close', objects: 5, bytes: 16 * KIB },
    ]);
    [windows, web, diff] = await Promise.all([
      launchChromium(chromium!).then((browser) => new Windows(browser)),
      startWebUi([after]),
      startWebUi([`-diff_base=${before}`, after]),
    ]);
  });
  afterAll(async () => {
    await Promise.all([windows.close(), web.stop(), diff.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  interface Opening extends OpenWebOptions {
    readonly of?: WebUi;
    /** What the test expects it to say. */
    readonly complaints?: readonly string[];
  }

  /** Opens a page, and at the end of the test looks whether it did what it must not. */
  async function open(path: string, { of = web, complaints = [], ...options }: Opening = {}): Promise<Page> {
    const opened = await openWebPage(windows, `${of.base}/${path}`, options);
    onTestFinished(() => expect(opened.complaints).toEqual(complaints));
    return opened.page;
  }
  const names = (page: Page): Promise<string[]> =>
    page.$$eval('.ui-table tbody tr', (rows) => rows.map((row) => (row as HTMLElement).dataset.name!));
  /** Follows a link, until the page that it leads to has come to life. */
  const follow = async (page: Page, selector: string): Promise<void> => {
    await Promise.all([page.waitForEvent('load'), page.click(selector)]);
  };
  const focusOf = (page: Page): string => new URL(page.url()).searchParams.get('f') ?? '';

  it('opens with the flame graph', async () => {
    const page = await open('');
    expect(new URL(page.url()).pathname).toBe('/ui/flamegraph');
    await page.waitForSelector('canvas[data-settled="true"]');
    expect(await page.locator('.facts b').textContent()).toContain('95.0 KiB');
    expect(await page.title()).toBe('shop inuse_space');
    const bar = (await page.locator('.ui-top').boundingBox())!;
    const stage = (await page.locator('#stage').boundingBox())!;
    expect(stage.y).toBeGreaterThanOrEqual(bar.y + bar.height);
    expect(stage.y + stage.height).toBeLessThanOrEqual(800);
  });

  it('shows every view, also without scripts, and leads from each to the others', async () => {
    for (const view of ['flamegraph', 'top', 'graph', 'peek', 'source']) {
      const still = await open(`${view}?h=accept`, { javaScriptEnabled: false });
      expect(await still.textContent('body')).toContain('newSession');
      expect(await still.textContent('body')).not.toContain('accept >');
      const page = await open(`${view}?h=accept`);
      await follow(page, 'nav a:has-text("Top")');
      expect(new URL(page.url()).search).toBe('?h=accept');
      expect(await page.locator('nav [aria-current]').textContent()).toBe('Top');
    }
  });

  it('sorts the table by its headings', async () => {
    const page = await open('top');
    const shown = HOSTILE;
    expect(await names(page)).toEqual(['newSession', 'read', 'handle', shown, 'accept', 'main']);
    await page.click('th button:text-is("Cum")');
    expect((await names(page)).slice(0, 2)).toEqual(['main', 'handle']);
    expect(await page.locator('.ui-sum').last().textContent()).toBe('100.00%');
    await page.click('th button:text-is("Cum")');
    expect((await names(page))[0]).toBe(shown);
    await page.click('th button:text-is("Name")');
    expect((await names(page)).at(-1)).toBe('read');
    expect(await page.locator('th[aria-sort=ascending]').textContent()).toBe('Name');
  });

  it('selects rows, and refines by them', async () => {
    const page = await open('top');
    await page.click('summary:text-is("Refine")');
    expect(await page.locator('a[data-refine=f]').getAttribute('aria-disabled')).toBe('true');
    await page.click('summary:text-is("Refine")');
    await page.click('tr[data-name=newSession] td');
    await page.focus('tr[data-name=read]');
    await page.keyboard.press('Enter');
    expect(await page.locator('tr.ui-chosen').count()).toBe(2);
    await page.click('summary:text-is("Refine")');
    expect(await page.locator('#ui-selected').textContent()).toBe('2 selected');
    await follow(page, 'a[data-refine=f]');
    expect(focusOf(page)).toBe('^newSession$|^read$');
    expect((await names(page)).sort()).toEqual(['accept', 'handle', 'main', 'newSession', 'read']);
    await page.click('tr[data-name=handle] td');
    await page.click('summary:text-is("Refine")');
    await follow(page, 'a[data-refine=h]');
    await page.click('tr[data-name=accept] td');
    await page.click('summary:text-is("Refine")');
    await follow(page, 'a[data-refine=h]');
    expect(new URL(page.url()).searchParams.get('h')).toBe('^accept$|^handle$');
    expect((await names(page)).sort()).toEqual(['main', 'newSession', 'read']);
    await follow(page, '.ui-chips a[aria-label="Remove hide"]');
    expect((await names(page)).length).toBe(5);
    await page.click('summary:text-is("Refine")');
    await follow(page, '.ui-drop a:text-is("Reset")');
    expect((await names(page)).length).toBe(6);
  });

  it('refines by a name that tries to be more', async () => {
    const page = await open('top');
    await page.click('.ui-table tr:has-text("onerror") td');
    await follow(page, 'nav a:has-text("Peek")');
    expect(await page.locator('.ui-itself a').first().textContent()).toContain(HOSTILE);
    expect(await page.title()).toBe('shop inuse_space');
    expect(await page.locator('img').count()).toBe(0);
  });

  it('searches while one types, and focuses on Enter', async () => {
    const page = await open('top');
    await page.keyboard.press('/');
    await page.keyboard.type('^(new|re)');
    await page.waitForFunction(() => document.querySelectorAll('tr.ui-chosen').length === 2);
    await page.keyboard.press('Enter');
    await page.waitForURL(/f=/);
    expect(focusOf(page)).toBe('^(new|re)');
    await page.fill('#ui-find', 'handle');
    await page.waitForSelector('tr[data-name=handle].ui-chosen');
    await page.keyboard.press('Escape');
    expect(await page.locator('tr.ui-chosen').count()).toBe(0);
  });

  it('says what is wrong with a search', async () => {
    const page = await open('top', {
      complaints: [
        'console error: Failed to load resource: the server responded with a status of 400 (Bad Request)',
      ],
    });
    await page.fill('#ui-find', '(');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.ui-failure');
    expect(await page.locator('.ui-failure p').textContent()).toContain('missing closing ): `(`');
    await follow(page, '.ui-chips a');
    expect((await names(page)).length).toBe(6);
  });

  it('switches the sample type', async () => {
    const page = await open('top?h=accept');
    await page.click('summary:text-is("Sample")');
    expect(await page.locator('#ui-sample [aria-current]').textContent()).toBe('inuse_space');
    await follow(page, '#ui-sample a:text-is("inuse_objects")');
    expect(await page.title()).toBe('shop inuse_objects');
    expect((await names(page))[0]).toBe('handle');
    expect(new URL(page.url()).searchParams.get('h')).toBe('accept');
  });

  it('walks through menus by keys, one at a time', async () => {
    const page = await open('top');
    await page.focus('#ui-sample summary');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('#ui-sample a:focus').textContent()).toBe('inuse_objects');
    await page.keyboard.press('ArrowUp');
    expect(await page.locator('#ui-sample a:focus').textContent()).toBe('inuse_space');
    await page.keyboard.press('Escape');
    expect(await page.locator('details[open]').count()).toBe(0);
    await page.click('summary:text-is("Options")');
    await page.click('summary:text-is("Config")');
    await page.waitForFunction(() => document.querySelectorAll('details[open]').length === 1);
    await page.click('main');
    await page.waitForFunction(() => document.querySelectorAll('details[open]').length === 0);
  });

  it('draws the graph, which moves, zooms and is selected from', async () => {
    const page = await open('graph');
    const zoom = async (): Promise<number> =>
      Number(await page.locator('.ui-stage').getAttribute('data-zoom'));
    const viewBox = (): Promise<string | null> => page.locator('.ui-stage > svg').getAttribute('viewBox');
    const fitted = await viewBox();
    const first = await zoom();
    const stage = (await page.locator('.ui-stage').boundingBox())!;
    await page.mouse.move(stage.x + 200, stage.y + 200);
    await page.mouse.wheel(0, -400);
    await page.waitForFunction(
      (before) => Number(document.querySelector<HTMLElement>('.ui-stage')!.dataset.zoom) > before,
      first,
    );
    await page.click('button[data-do="0"]');
    expect(await viewBox()).toBe(fitted);
    await page.keyboard.press('+');
    expect(await zoom()).toBeGreaterThan(first);
    await page.keyboard.press('0');
    await page.mouse.move(stage.x + 50, stage.y + 50);
    await page.mouse.down();
    await page.mouse.move(stage.x + 150, stage.y + 90, { steps: 4 });
    await page.mouse.up();
    expect(await viewBox()).not.toBe(fitted);
    expect(await zoom()).toBe(first);
    expect(await page.locator('.ui-chosen').count()).toBe(0);
    const box = page.locator('.node:has-text("handle")');
    await box.click();
    expect(await box.getAttribute('class')).toContain('ui-chosen');
    await follow(page, 'nav a:has-text("Top")');
    expect(focusOf(page)).toBe('^handle$');
  });

  it('finds functions in the graph', async () => {
    const page = await open('graph');
    await page.fill('#ui-find', 'session');
    await page.fill('#ui-find', 'Session');
    await page.waitForSelector('.node.ui-chosen');
    expect(await page.locator('.node.ui-chosen').textContent()).toContain('newSession');
    expect(await page.locator('.node.ui-chosen').count()).toBe(1);
  });

  it('draws the graph without graphviz', async () => {
    const bare = await startWebUi([join(folder, 'after.pb.gz')], { env: { PATH: '/nowhere' } });
    onTestFinished(() => bare.stop());
    const page = await open('graph', { of: bare });
    expect(await page.locator('.node').count()).toBe(6);
    expect(await page.locator('.node:has-text("newSession") polygon').count()).toBe(1);
  });

  it('leads from name to name in peek, and to the source', async () => {
    const page = await open('peek?f=%5Ehandle%24');
    expect(await page.locator('.ui-peek').count()).toBe(1);
    await follow(page, '.ui-callees a:has-text("newSession")');
    expect(focusOf(page)).toBe('^newSession$');
    expect(await page.locator('.ui-callers a').allTextContents()).toEqual(['handle /nowhere/6.js:3']);
    await follow(page, '.ui-itself a:text-is("source")');
    expect(await page.locator('.ui-routine h2').textContent()).toBe('newSession');
    expect(await page.locator('tr.ui-heat5 .ui-text').textContent()).toBe('  return { body: "<b>" };');
  });

  it('takes the selection of the flame graph along', async () => {
    const page = await open('flamegraph');
    await page.waitForSelector('canvas[data-settled="true"]');
    await page.click('#functions .link:has-text("read")');
    await page.click('summary:text-is("Refine")');
    expect(await page.locator('#ui-selected').textContent()).toBe('1 selected');
    await follow(page, 'a[data-refine=i]');
    expect(new URL(page.url()).searchParams.get('i')).toBe('^read$');
    await page.waitForSelector('canvas[data-settled="true"]');
    expect(await page.locator('.facts b').textContent()).toContain('65.0 KiB');
    await page.fill('#search', 'NEWSESSION');
    await page.waitForFunction(() => location.hash.includes('q='));
    await follow(page, 'nav a:has-text("Top")');
    expect(focusOf(page)).toBe('(?i)NEWSESSION');
    expect((await names(page)).sort()).toEqual(['handle', 'main', 'newSession']);
  });

  it('compares with the base', async () => {
    const page = await open('flamegraph', { of: diff });
    await page.waitForSelector('canvas[data-settled="true"]');
    expect(await page.locator('.facts b').textContent()).toContain('36.0 KiB → 95.0 KiB');
    await page.click('button[data-set=width-before]');
    const row = page.locator('#functions tr:has-text("newSession")');
    expect(await row.textContent()).toContain('+30.0 KiB');
    const top = await open('top', { of: diff });
    expect(await top.locator('tr[data-name=close] td').first().getAttribute('class')).toBe('ui-shrank');
    expect(await top.locator('tr[data-name=newSession] td').first().textContent()).toBe('+30kB');
  });

  it('saves options under a name, offers them and deletes them, on the flame graph too', async () => {
    const page = await open('flamegraph?f=handle');
    await page.waitForSelector('canvas[data-settled="true"]');
    await page.click('summary:text-is("Config")');
    await page.click('#ui-save-open');
    await page.keyboard.type('of handle <i>');
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    await follow(page, 'nav a:has-text("Top")');
    await page.click('summary:text-is("Config")');
    expect(await page.locator('#ui-config [aria-current]').textContent()).toBe('of handle <i>');
    await follow(page, '#ui-config a:text-is("Default")');
    expect(focusOf(page)).toBe('');
    await page.click('summary:text-is("Config")');
    await follow(page, '#ui-config a:has-text("of handle")');
    expect(focusOf(page)).toBe('handle');
    await page.click('summary:text-is("Config")');
    await page.click('.ui-remove');
    await follow(page, '#ui-delete button[value=ok]');
    expect(await page.locator('#ui-config a').allTextContents()).toEqual(['Default']);
  });

  it('changes nothing by keys that are typed into a dialog', async () => {
    const page = await open('flamegraph');
    await page.waitForSelector('canvas[data-settled="true"]');
    await page.click('summary:text-is("Config")');
    await page.click('#ui-save-open');
    await page.keyboard.type('foo/bar');
    expect(await page.inputValue('#ui-save-name')).toBe('foo/bar');
    await page.keyboard.press('Escape');
    expect(await page.locator('dialog[open]').count()).toBe(0);
    expect(await page.locator('button[data-set=root-top]').getAttribute('aria-pressed')).toBe('true');
  });

  it('runs nothing but its own script', async () => {
    const page = await open('top', {
      complaints: [expect.stringContaining('Content Security Policy') as string],
    });
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "taken over"';
      document.body.append(script);
      return document.title;
    });
    expect(ran).toBe('shop inuse_space');
  });

  it('is dark where the reader wants it dark', async () => {
    for (const view of ['top', 'graph', 'flamegraph']) {
      const page = await open(view, { colorScheme: 'dark' });
      expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
        'rgb(21, 24, 29)',
      );
    }
  });

  it('cannot be read or framed by another site', async () => {
    const page = await open('top', { complaints: expect.anything() as string[] });
    const other = diff.base;
    const read = await page.evaluate(
      (address) =>
        fetch(address, { mode: 'no-cors' }).then(
          () => 'read',
          () => 'refused',
        ),
      `${other}/top`,
    );
    expect(read).toBe('refused');
    const saved = await page.evaluate(
      (address) =>
        fetch(address, { method: 'POST', mode: 'no-cors' }).then(
          () => 'sent',
          () => 'refused',
        ),
      `${other}/saveconfig?config=x`,
    );
    expect(saved).toBe('refused');
    expect(await (await open('top', { of: diff })).locator('#ui-config a').allTextContents()).toEqual([
      'Default',
    ]);
  });
});

describe('the process', () => {
  it('ends on an interrupt', async () => {
    const own = mkdtempSync(join(tmpdir(), 'heaptide-web-'));
    const path = join(own, 'x.pb.gz');
    writeFileSync(path, await writeProfile(profileOf([{ stack: 'main', objects: 1, bytes: 1 }])));
    const web = await startWebUi([path]);
    try {
      expect((await fetch(`${web.base}/top`)).status).toBe(200);
      expect(await web.interrupt()).toBe(0);
      await expect(fetch(`${web.base}/top`)).rejects.toThrow();
    } finally {
      await web.stop();
      rmSync(own, { recursive: true, force: true });
    }
  });
});
