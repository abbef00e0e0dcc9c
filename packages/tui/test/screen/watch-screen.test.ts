import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { EVERY_MS, sampleCapture, sampleReport, sampleSite } from '../sample-report.js';
import { FakeClock, ScriptedSource, sampleHunt, sessionAfter } from '../scripted-session.js';
import { type ShowOptions, type ShownScreen, settled, showScreen } from '../shown-screen.js';
import { WatchSession } from '../../src/session/watch-session.js';

const zone = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'UTC';
});
afterAll(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const open: ShownScreen[] = [];
afterEach(() => {
  for (const screen of open.splice(0)) screen.close();
});

const CAPTURES = 14;
const manySites = (number: number) =>
  sampleReport(CAPTURES, {
    sites: Array.from({ length: number }, (_, index) =>
      sampleSite({ name: `site${index}`, file: `/app/src/file${index}.js`, start: 1e6 - index }, CAPTURES),
    ),
  });

async function show(
  options: Partial<ShowOptions> & { readonly report?: ReturnType<typeof sampleReport> } = {},
) {
  const { report, ...rest } = options;
  const createHunt = report === undefined ? undefined : { createHunt: () => ({ add: () => report }) };
  const { session, clock } = await sessionAfter(CAPTURES, createHunt);
  const screen = await showScreen({ session, columns: 100, rows: 30, now: clock.now() + 2000, ...rest });
  open.push(screen);
  return screen;
}

const text = (screen: ShownScreen) =>
  `${screen
    .lines()
    .map((line) => line.trimEnd())
    .join('\n')}\n`;
const selected = (screen: ShownScreen) => {
  const row = screen.lines().find((line) => line.startsWith('> '))!;
  return row.slice(15).trim().split(' ')[0];
};

test.each([
  [80, 24, false, ''],
  [100, 30, false, ''],
  [160, 50, false, ''],
  [100, 30, true, ''],
  [80, 24, false, '\r'],
  [160, 50, false, '\r'],
  [80, 24, false, '?'],
] as const)('the screen at %dx%d, ascii %s, after %j', async (columns, rows, ascii, keys) => {
  const screen = await show({ columns, rows, ascii });
  if (keys !== '') await screen.press(keys);
  expect(screen.lines()).toHaveLength(rows);
  const name = `${columns}x${rows}${ascii ? '-ascii' : ''}${keys === '\r' ? '-detail' : keys === '?' ? '-help' : ''}`;
  await expect(text(screen)).toMatchFileSnapshot(`../screens/${name}.txt`);
  // eslint-disable-next-line no-control-regex
  expect(text(screen)).not.toMatch(/\u001B/);

  if (ascii) expect(text(screen)).toMatch(/^[\n\x20-\x7e]*$/);
});

test('with colour the same words stand on the screen', async () => {
  const painted = await show({ color: true });
  const plain = await show();
  // eslint-disable-next-line no-control-regex
  const bare = painted.lines().map((line) => line.replace(/\u001B\[[\d;]*m/g, '').trimEnd());
  expect(bare).toEqual(plain.lines().map((line) => line.trimEnd()));
  expect(painted.lines().join('')).toContain('\u001B[1;31m!! LEAK');
});

test('below 80x24 one line says what is needed', async () => {
  const screen = await show({ columns: 60, rows: 10 });
  expect(text(screen)).toBe('heaptide needs 80x24, this is 60x10: enlarge it, or q quits\n');
  await screen.press('q');
  expect(screen.quits).toBe(1);
});

test('200 j in one chunk move exactly 200, in one write', async () => {
  const screen = await show({ report: manySites(1000) });
  screen.terminal.takeBytes();
  await screen.press('j'.repeat(200));
  expect(screen.terminal.writes).toHaveLength(1);
  expect(selected(screen)).toBe('site200');
});

test.each([
  ['5j', 'site5'],
  ['10jk', 'site9'],
  ['G', 'site999'],
  ['Ggg', 'site0'],
  ['50gg', 'site49'],
  ['7G', 'site6'],
  ['kkk', 'site0'],
  ['\u0004', 'site7'],
  ['\u0004\u0004\u0015', 'site7'],
  ['\u001B[6~', 'site14'],
  ['\u001B[6~\u001B[5~', 'site0'],
  ['\u001B[F', 'site999'],
  ['\u001B[F\u001B[H', 'site0'],
  ['\u001B[B\u001B[B\u001B[A', 'site1'],
])('%j selects %s', async (keys, site) => {
  const screen = await show({ report: manySites(1000) });
  await screen.press(keys);
  expect(selected(screen)).toBe(site);
});

test('the filter previews while it is typed; enter keeps it, escape drops it and never quits', async () => {
  const screen = await show();
  await screen.press('/newse');
  expect(text(screen)).toContain('/newse_   1 of 7');
  expect(text(screen)).not.toContain('parseSseChunk');
  await screen.press('\r');
  expect(text(screen)).toContain('filter: newse');
  await screen.press('\u001B');
  expect(text(screen)).toContain('filter: none');
  await screen.press('\u001B');
  await screen.press('\u001B');
  expect(screen.quits).toBe(0);
});

test('a filter that nothing matches says so', async () => {
  const screen = await show();
  await screen.press('/zzz\r');
  expect(text(screen)).toContain('no site matches the filter');
  expect(text(screen)).toContain('no site selected');
});

test('the selection follows its site, not its row', async () => {
  const screen = await show();
  await screen.press('jj');
  expect(selected(screen)).toBe('IncomingMessage');
  await screen.press('ssss');
  expect(text(screen)).toContain('sort: site v');
  expect(selected(screen)).toBe('IncomingMessage');
  await screen.press('S');
  expect(text(screen)).toContain('SITE^');
  expect(selected(screen)).toBe('IncomingMessage');
});

test('enter opens the detail, h closes it', async () => {
  const screen = await show();
  await screen.press('\r');
  expect(text(screen)).toContain('samples  600 seen');
  await screen.press('h');
  expect(text(screen)).not.toContain('samples  600 seen');
});

test('q and ctrl-c quit, ctrl-z suspends', async () => {
  const screen = await show();
  await screen.press('q');
  await screen.press('\u0003');
  await screen.press('\u001A');
  expect([screen.quits, screen.suspensions]).toEqual([2, 1]);
});

test('a baseline counts from now, B drops it', async () => {
  const screen = await show();
  await screen.press('b');
  expect(text(screen)).toContain('SINCE BASE');
  expect(text(screen)).toContain('baseline: 13:50:41');
  expect(screen.lines().find((line) => line.startsWith('> '))).toMatch(/3\.52M +- +\+0 +±/);
  await screen.press('B');
  expect(text(screen)).toContain('GROWTH/MIN');
});

/** A session that goes on one capture at a time. */
async function steppedScreen() {
  const next: (() => void)[] = [];
  const clock = new FakeClock();
  clock.sleep = (ms, signal) => {
    clock.time += ms;
    return new Promise((resolve) => {
      next.push(resolve);
      signal.addEventListener('abort', () => resolve());
    });
  };
  const ending = new AbortController();
  const source = new ScriptedSource(Array.from({ length: 20 }, (_, index) => sampleCapture(index)));
  const session = new WatchSession({ source, everyMs: EVERY_MS, createHunt: () => sampleHunt(), clock });
  const running = session.run(ending.signal);
  await settled();
  const screen = await showScreen({ session, columns: 100, rows: 30, now: clock.now() });
  open.push(screen);
  const step = async () => {
    next.pop()?.();
    await settled();
  };
  const stop = async () => {
    ending.abort();
    await running;
  };
  return { screen, source, step, stop };
}

test('paused, the screen stands still and counts what comes', async () => {
  const { screen, step, stop } = await steppedScreen();
  await screen.press('p');
  await step();
  await step();
  expect(text(screen)).toContain('PAUSED, 2 queued');
  expect(text(screen)).toContain('captures 1 ');
  expect(text(screen)).toContain('p go on');
  await screen.press(' ');
  expect(text(screen)).toContain('captures 3 ');
  expect(text(screen)).not.toContain('PAUSED');
  await stop();
});

test('g asks first; enter captures, escape and gg do not', async () => {
  const { screen, source, stop } = await steppedScreen();
  await screen.press('g');
  expect(text(screen)).toContain('force a GC and capture now?   enter = yes, esc = no');
  await screen.press('\u001B');
  await screen.press('gg');
  expect(text(screen)).not.toContain('force a GC and capture now?');
  expect(source.requests).toBe(1);
  await screen.press('g');
  await screen.press('\r');
  await settled();
  expect(source.requests).toBe(2);
  expect(text(screen)).toContain('captures 2 ');
  await stop();
});

test('unchanged data send no byte, a cursor move less than a kilobyte', async () => {
  const screen = await show({ columns: 160, rows: 50, color: true, report: manySites(10_000) });
  screen.terminal.takeBytes();
  screen.mounted.refresh();
  await settled();
  expect(screen.terminal.takeBytes()).toBe(0);
  await screen.press('j');
  const bytes = screen.terminal.takeBytes();
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThan(1024);
});

test('a new size is laid out anew', async () => {
  const screen = await show();
  Object.assign(screen.terminal, { columns: 80, rows: 24 });
  screen.mounted.resized();
  await settled();
  expect(screen.lines()).toHaveLength(24);
  for (const line of screen.lines()) expect(line.trimEnd().length).toBeLessThanOrEqual(80);
  expect(text(screen)).not.toContain('LOCATION');
});

test('whatever a profile calls its sites, the screen holds no control character but our own', async () => {
  const evil = fc.array(
    fc.oneof(fc.integer({ min: 0, max: 0x2100 }), fc.constantFrom(0x1b, 0x9b, 0xe000, 0xd800)),
    {
      maxLength: 60,
    },
  );
  const names = evil.map((units) => String.fromCharCode(...units));
  await fc.assert(
    fc.asyncProperty(
      fc.array(names, { minLength: 8, maxLength: 8 }),
      async ([name, file, reason, caller, unit, why, title, filter]) => {
        const site = sampleSite(
          {
            name: name!,
            file: file!,
            verdict: 'leak',
            perUnit: 3,
            changes: { reason: reason!, path: [{ function: caller!, file: caller!, line: 1, column: 1 }] },
          },
          CAPTURES,
        );
        const screen = await show({
          report: sampleReport(CAPTURES, { sites: [site], unit: unit!, reason: why! }),
          title: title!,
        });
        await screen.press('\r');
        await screen.press(`/${filter!}`);
        expect(screen.lines()).toHaveLength(30);
        expect(screen.lines().join('')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u);
        screen.close();
      },
    ),
    { numRuns: 60 },
  );
});
