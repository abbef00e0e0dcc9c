import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { engineAfter, type SampleEngine } from '../sample-engine.js';
import { sampleReport, sampleSite } from '../sample-report.js';
import { type ShowOptions, type ShownScreen, settled, showScreen } from '../shown-screen.js';
import { inUtc } from '../in-utc.js';

inUtc();

const open: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

const CAPTURES = 14;
const manySites = (number: number) =>
  sampleReport(CAPTURES, {
    sites: Array.from({ length: number }, (_, index) =>
      sampleSite({ name: `site${index}`, file: `/app/src/file${index}.js`, start: 1e6 - index }, CAPTURES),
    ),
  });

interface Options extends Partial<ShowOptions> {
  readonly report?: ReturnType<typeof sampleReport>;
  readonly captures?: number;
}

async function show(options: Options = {}): Promise<ShownScreen & { readonly sample: SampleEngine }> {
  const { report, captures = CAPTURES, ...rest } = options;
  const sample = await engineAfter(captures, report === undefined ? {} : { says: report });
  open.push(() => sample.stop());
  const now = sample.clock.now() - 8000;
  const screen = await showScreen({ engine: sample.engine, columns: 100, rows: 30, now, ...rest });
  open.push(() => screen.close());
  return Object.assign(screen, { sample });
}

const selected = (screen: ShownScreen) => {
  const row = screen.lines().find((line) => line.startsWith('> '))!;
  return row.slice(15).trim().split(' ')[0];
};

describe('the live view', () => {
  test.each([
    [80, 24, false],
    [100, 30, false],
    [160, 50, false],
    [100, 30, true],
  ] as const)('at %dx%d, ascii %s', async (columns, rows, ascii) => {
    const screen = await show({ columns, rows, ascii });
    expect(screen.lines()).toHaveLength(rows);
    await expect(screen.text()).toMatchFileSnapshot(
      `../screens/${columns}x${rows}${ascii ? '-ascii' : ''}.txt`,
    );
    // eslint-disable-next-line no-control-regex
    expect(screen.text()).not.toMatch(/\u001B/);
    if (ascii) expect(screen.text()).toMatch(/^[\n\x20-\x7e]*$/);
  });

  test('with colour the same words stand on the screen', async () => {
    const painted = await show({ color: true });
    const plain = await show();
    // eslint-disable-next-line no-control-regex
    const bare = painted.lines().map((line) => line.replace(/\u001B\[[\d;]*m/g, '').trimEnd());
    expect(bare).toEqual(plain.lines().map((line) => line.trimEnd()));
    expect(painted.lines().join('')).toContain('\u001B[1;31m!! LEAK');
  });

  test('verdict, site, source line, callers and reason stand there before any key', async () => {
    const text = (await show()).text();
    expect(text).toContain('!! LEAK  newSession keeps 182 B per session (±14)');
    expect(text).toContain('/app/packages/proxy/dist/session-table.js:41:10');
    expect(text).toContain('< roundTrip transparent-proxy.js:212 < handlePost server.js:90');
    expect(text).toContain('none of 310 samples older than 3 captures has died');
  });

  test('200 j in one chunk move exactly 200, in one write', async () => {
    const screen = await show({ report: manySites(1000) });
    screen.terminal.takeBytes();
    await screen.press('j'.repeat(200));
    // The panel follows when the engine has told of the new page.
    expect(screen.terminal.writes.length).toBeLessThanOrEqual(2);
    expect(selected(screen)).toBe('site200');
  });

  test.each([
    ['5j', 'site5'],
    ['010jk', 'site9'],
    ['G', 'site999'],
    ['Ggg', 'site0'],
    ['50gg', 'site49'],
    ['7G', 'site6'],
    ['kkk', 'site0'],
    ['\u0004', 'site7'],
    ['\u0004\u0004\u0015', 'site7'],
    ['\u001B[6~', 'site13'],
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
    expect(screen.text()).toContain('/newse_   1 of 7');
    expect(screen.text()).not.toContain('parseSseChunk');
    await screen.press('\r');
    expect(screen.text()).toContain('filter: newse');
    await screen.press('\u001B');
    expect(screen.text()).toContain('filter: none');
    await screen.press('\u001B');
    await screen.press('\u001B');
    expect(screen.quits).toBe(0);
  });

  test('a filter that nothing matches says so', async () => {
    const screen = await show();
    await screen.press('/zzz\r');
    expect(screen.text()).toContain('no site matches the filter');
    expect(screen.text()).toContain('no site selected');
  });

  test('f leaves the suspects, and takes them back', async () => {
    const screen = await show();
    await screen.press('f');
    expect(screen.text()).toContain('rows 1-2 of 2 (7 in all)');
    expect(screen.text()).toContain('suspects only');
    await screen.press('\u001B');
    expect(screen.text()).toContain('rows 1-7 of 7');
  });

  test('the selection follows its site, not its row', async () => {
    const screen = await show();
    await screen.press('jj');
    expect(selected(screen)).toBe('IncomingMessage');
    await screen.press('ssss');
    expect(screen.text()).toContain('sort: site v');
    expect(selected(screen)).toBe('IncomingMessage');
    await screen.press('S');
    expect(screen.text()).toContain('SITE^');
    expect(selected(screen)).toBe('IncomingMessage');
  });

  test('a baseline counts from now, B drops it', async () => {
    const screen = await show();
    await screen.press('b');
    expect(screen.text()).toContain('SINCE BASE');
    expect(screen.text()).toContain('baseline is capture 14: 2 shows what changed since');
    await screen.press('k');
    expect(screen.text()).toContain('baseline: 13:50:41');
    expect(screen.lines().find((line) => line.startsWith('> '))).toMatch(/3\.52M +- +\+0 +±/);
    await screen.press('B');
    expect(screen.text()).toContain('GROWTH/MIN');
  });
});

describe('between the screens', () => {
  test('numbers, tab and shift-tab lead through the views; the present one is marked', async () => {
    const screen = await show();
    const view = () => /\[(\d \w+)\]/.exec(screen.lines()[0]!)?.[1];
    const seen = [view()];
    for (const key of ['2', '3', '4', '1', '\t', '\t', '\u001B[Z']) {
      await screen.press(key);
      seen.push(view());
    }
    expect(seen).toEqual([
      '1 Live',
      '2 Diff',
      '3 Flame',
      '4 Timeline',
      '1 Live',
      '2 Diff',
      '3 Flame',
      '2 Diff',
    ]);
  });

  test('the verdict stands above every view', async () => {
    const screen = await show();
    for (const key of ['1', '2', '3', '4', '1', '\r']) {
      await screen.press(key);
      expect(screen.lines().slice(0, 6).join('\n')).toContain('!! LEAK  newSession keeps 182 B per session');
      expect(screen.lines()).toHaveLength(30);
    }
  });

  test('enter opens the detail of the site, escape goes back to where one was and never quits', async () => {
    const screen = await show();
    await screen.press('j\r');
    await settled();
    expect(screen.lines()[0]).toContain('[Detail]');
    expect(screen.text()).toContain('TransparentProxy.normalizeForwardedHeaders');
    expect(screen.text()).toContain('WHY THIS VERDICT');
    await screen.press('\u001B');
    expect(screen.lines()[0]).toContain('[1 Live]');
    expect(selected(screen)).toMatch(/^Transpare/);
    await screen.press('2');
    await screen.press('\u001B');
    expect(screen.lines()[0]).toContain('[1 Live]');
    expect(screen.quits).toBe(0);
  });

  test('a key that means nothing does nothing', async () => {
    const screen = await show();
    const before = screen.text();
    await screen.press('Z');
    await screen.press('\u001B[200~');
    expect(screen.text()).toBe(before);
  });

  test('q and ctrl-c quit, ctrl-z suspends', async () => {
    const screen = await show();
    await screen.press('q');
    await screen.press('\u0003');
    await screen.press('\u001A');
    expect([screen.quits, screen.suspensions]).toEqual([2, 1]);
  });

  test('the help page scrolls, and any other key closes it', async () => {
    const screen = await show({ columns: 80, rows: 24 });
    await screen.press('?');
    expect(screen.text()).toContain('FIRST MINUTE');
    await screen.press('G');
    expect(screen.text()).not.toContain('FIRST MINUTE');
    await screen.press('?');
    expect(screen.text()).toContain('newSession');
  });

  test('below 80x24 one line says what is needed', async () => {
    const screen = await show({ columns: 60, rows: 10 });
    expect(screen.text()).toBe('heaptide needs 80x24, this is 60x10: enlarge it, or q quits\n');
    await screen.press('q');
    expect(screen.quits).toBe(1);
  });

  test('a new size is laid out anew', async () => {
    const screen = await show();
    Object.assign(screen.terminal, { columns: 80, rows: 24 });
    screen.mounted.resized();
    await settled();
    expect(screen.lines()).toHaveLength(24);
    for (const line of screen.lines()) expect(line.trimEnd().length).toBeLessThanOrEqual(80);
    expect(screen.text()).not.toContain('LOCATION');
  });
});

describe('what is asked of the process', () => {
  test('paused, the screen stands still and counts what comes', async () => {
    const screen = await show({ captures: 1 });
    await screen.press('p');
    await screen.sample.step();
    await screen.sample.step();
    await settled();
    expect(screen.text()).toContain('PAUSED, 2 queued');
    expect(screen.text()).toContain('captures 1 ');
    expect(screen.text()).toContain('p go on');
    await screen.press(' ');
    expect(screen.text()).toContain('captures 3 ');
    expect(screen.text()).not.toContain('PAUSED');
  });

  test('g asks first and names the cost; enter captures, escape and gg do not', async () => {
    const screen = await show({ captures: 1 });
    await screen.press('g');
    expect(screen.text()).toMatch(
      /force a GC and capture now\? {3}stops it for part of \d+ ms {3}enter yes, esc no/,
    );
    await screen.press('\u001B');
    await screen.press('gg');
    expect(screen.text()).not.toContain('force a GC and capture now?');
    expect(screen.sample.target.requests).toBe(1);
    await screen.press('g');
    await screen.press('\r');
    await settled();
    expect(screen.sample.target.requests).toBe(2);
    expect(screen.text()).toContain('captures 2 ');
  });

  test('x turns exact sites on after a question, and off again', async () => {
    const screen = await show();
    await screen.press('x');
    expect(screen.text()).toContain(
      'exact sites (no inlining)?   5-19 % more CPU, begins anew   enter yes, esc no',
    );
    expect(screen.sample.target.exact).toBe(false);
    await screen.press('\r');
    await settled();
    expect(screen.sample.target.exact).toBe(true);
    await screen.press('x');
    expect(screen.text()).toContain('end exact sites?');
    await screen.press('\r');
    await settled();
    expect(screen.sample.target.exact).toBe(false);
  });

  test('c says how long a heap snapshot stops the process, and how much it needs', async () => {
    const screen = await show();
    await screen.press('c');
    expect(screen.text()).toMatch(
      /write a heap snapshot\? {3}stops it for about \S+, needs 672 MiB {3}enter yes, esc no/,
    );
  });

  test('a watch that only reads neither offers nor does what costs the process', async () => {
    const screen = await show({ readOnly: true });
    for (const key of ['g', 'c', 'x']) {
      await screen.press(key);
      expect(screen.text()).toContain('read only');
      await screen.press('\r');
      await screen.press('\u001B');
    }
    expect(screen.sample.target.requests).toBe(CAPTURES);
    await screen.press('?');
    expect(screen.text()).not.toContain('heap snapshot');
  });

  test('+ and - change how often is captured', async () => {
    const screen = await show();
    await screen.press('-');
    expect(screen.text()).toContain('every 20s');
    await screen.press('++');
    expect(screen.text()).toContain('every 5s');
  });

  test('u divides growth by the next unit of work, judged anew', async () => {
    const screen = await show();
    await screen.press('u');
    await settled();
    expect(screen.text()).toMatch(/growth is per requests now|capture 1:/);
  });
});

describe('what is taken away', () => {
  test('y copies the page as markdown, o opens the place, both of the selected site', async () => {
    const screen = await show();
    await screen.press('y');
    await screen.press('o');
    await settled();
    expect(screen.copied[0]).toContain('### heaptide growth: leak');
    expect(screen.edited[0]).toMatchObject({
      file: expect.stringContaining('session-table.js') as string,
      line: 41,
    });
    await screen.press('\r');
    await screen.press('y');
    await settled();
    expect(screen.copied[1]).toContain('newSession');
    expect(screen.copied[1]).not.toBe(screen.copied[0]);
  });

  test('e asks for the form', async () => {
    const screen = await show();
    await screen.press('e');
    expect(screen.text()).toContain('export:   p pprof   s svg   j json   m markdown');
    await screen.press('\u001B');
    expect(screen.text()).toContain('rows 1-7 of 7');
  });

  test('a pin and a note are put to the selected capture', async () => {
    const screen = await show();
    await screen.press('4kkP');
    await screen.press('N');
    await screen.press('before the deploy\r');
    await settled();
    const marked = screen.sample.engine.getSnapshot().entries.find(({ pinned }) => pinned);
    expect(marked).toMatchObject({ number: 12, note: 'before the deploy' });
    expect(screen.text()).toContain('before the deploy');
  });
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
  expect(bytes).toBeLessThan(2048);
});

test('whatever a profile calls its sites, the screen holds no control character but our own', async () => {
  const evil = fc.array(
    fc.oneof(fc.integer({ min: 0, max: 0x2100 }), fc.constantFrom(0x1b, 0x9b, 0xe000, 0xd800)),
    { maxLength: 60 },
  );
  const names = evil.map((units) => String.fromCharCode(...units));
  await fc.assert(
    fc.asyncProperty(
      fc.array(names, { minLength: 8, maxLength: 8 }),
      async ([name, file, reason, caller, unit, why, title, typed]) => {
        const path = [{ function: caller!, file: caller!, line: 1, column: 1 }];
        const site = sampleSite(
          { name: name!, file: file!, verdict: 'leak', perUnit: 3, changes: { reason: reason!, path } },
          CAPTURES,
        );
        const report = sampleReport(CAPTURES, { sites: [site], unit: unit!, reason: why! });
        const screen = await show({ report, title: title!, captures: 2 });
        for (const keys of ['1', '\r', '\u001B', `/${typed!}`, '\u001B', '2', '3', `4N${typed!}`]) {
          await screen.press(keys);
          expect(screen.lines()).toHaveLength(30);
          expect(screen.lines().join('')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u);
        }
        screen.close();
        await screen.sample.stop();
      },
    ),
    { numRuns: 12 },
  );
});
