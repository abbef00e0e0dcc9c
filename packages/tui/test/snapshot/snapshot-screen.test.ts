import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { FORBIDDEN, hostileNames } from '../hostile-names.js';
import { SAMPLE_SUMMARY, SampleSnapshot } from './sample-snapshot.js';
import { showSnapshot } from './shown-snapshot.js';

const SIZES = [
  { columns: 60, rows: 15 },
  { columns: 80, rows: 24 },
  { columns: 100, rows: 30 },
  { columns: 200, rows: 60 },
] as const;

const FACES = [
  ['classes', ['1', 'j', 'enter', 'j']],
  ['dominators', ['2', 'enter', 'j', 'enter', 'j']],
  ['path', ['f']],
  ['help', ['?']],
] as const;

describe('drawing', () => {
  test.each(SIZES)('every face as it stands at $columns x $rows', async (size) => {
    for (const [face, keys] of FACES) {
      const { press, text } = await showSnapshot(new SampleSnapshot(), size);
      await press(...keys);
      await expect(text()).toMatchFileSnapshot(`screens/${size.columns}x${size.rows}-${face}.txt`);
    }
  });

  test('in ASCII', async () => {
    for (const [face, keys] of FACES) {
      const { press, text, lines } = await showSnapshot(new SampleSnapshot(), { ascii: true });
      await press(...keys);
      for (const line of lines()) expect(line).toMatch(/^[\x20-\x7e]*$/);
      await expect(text()).toMatchFileSnapshot(`screens/100x30-${face}-ascii.txt`);
    }
  });

  test('without colour there is not one escape sequence, and with it the same text', async () => {
    for (const [, keys] of FACES) {
      const plain = await showSnapshot(new SampleSnapshot());
      const painted = await showSnapshot(new SampleSnapshot(), { color: true });
      await plain.press(...keys);
      await painted.press(...keys);
      expect(plain.lines().join('')).not.toContain('\u001B');
      expect(painted.lines().join('')).toContain('\u001B[');
      // eslint-disable-next-line no-control-regex -- what styles are made of
      expect(painted.lines().map((line) => line.replace(/\u001B\[[\d;]*m/g, ''))).toEqual(plain.lines());
    }
  });

  test('while it opens it says how far that is, and nothing but leaving does anything', async () => {
    const { engine, press, text, quits } = await showSnapshot(new SampleSnapshot(), {
      columns: 80,
      rows: 15,
    });
    engine.tell({ summary: undefined, opening: { stage: 'reading', share: 0.43 } });
    await expect(text()).toMatchFileSnapshot('screens/80x15-opening.txt');
    await press('2', '?', 'enter', '/');
    expect(text()).toContain('reading');
    await press('q', 'ctrl-c');
    expect(quits()).toBe(2);
  });

  test('fills the screen exactly, at every size', async () => {
    for (const [, keys] of FACES) {
      const { press, lines, size, controller } = await showSnapshot(new SampleSnapshot());
      await press(...keys);
      for (const [columns, rows] of [
        [60, 15],
        [61, 16],
        [71, 40],
        [72, 24],
        [133, 33],
        [240, 80],
      ] as const) {
        size.columns = columns;
        size.rows = rows;
        controller.refresh();
        expect(lines()).toHaveLength(rows);
        for (const line of lines()) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
      }
    }
  });

  test('says what it needs where the terminal is too small', async () => {
    const { lines } = await showSnapshot(new SampleSnapshot(), { columns: 59, rows: 15 });
    expect(lines()).toEqual(['heaptide needs 60x15, this is 59x15: enlarge it, or q quits'.slice(0, 59)]);
  });

  test('no name of a snapshot reaches the terminal as it is', async () => {
    const names = hostileNames(120);
    const rename = (_name: string, place: number) => names[place % names.length]!;
    const suspects = names.slice(0, 1).map((text) => ({ severity: 'leak' as const, text, node: 11 }));
    for (const [, keys] of FACES) {
      const source = new SampleSnapshot({ ...SAMPLE_SUMMARY, suspects }, rename);
      const { press, lines, copied } = await showSnapshot(source, { columns: 90, rows: 60 });
      await press(...keys, 'y');
      expect(lines()).toHaveLength(60);
      for (const line of lines()) {
        expect(line).not.toMatch(FORBIDDEN);
        expect(stringWidth(line)).toBeLessThanOrEqual(90);
      }
      for (const line of copied.join('').split('\n')) expect(line).not.toMatch(FORBIDDEN);
    }
  });
});

describe('keys', () => {
  test('rows open and close, and left goes to the row above', async () => {
    const { press, selected, text } = await showSnapshot(new SampleSnapshot());
    await press('2', 'enter', 'j', 'j');
    expect(selected()).toMatch(/^> {3}\s*leaf @106019 /);
    await press('h');
    expect(selected()).toContain('- SessionRegistry @106001');
    await press('h');
    expect(selected()).toContain('+ SessionRegistry @106001');
    expect(text()).not.toContain('leaf');
    await press('right');
    expect(text()).toContain('41,133 more');
  });

  test('the cursor goes through all classes, and only pages are asked for', async () => {
    const source = new SampleSnapshot();
    const { press, selected, lines } = await showSnapshot(source);
    const before = source.asked.length;
    for (let step = 0; step < 20; step++) await press('j');
    expect(source.asked.length - before).toBeLessThanOrEqual(2);
    await press('G');
    expect(selected()).toContain('Class239');
    expect(lines().at(-2)).toContain('row 240 of 240');
    await press('g');
    expect(selected()).toContain('SessionRecord');
  });

  test('a filter narrows the classes, and escape drops it', async () => {
    const { press, lines, text } = await showSnapshot(new SampleSnapshot());
    await press('/', 'S', 'e', 's', 's');
    expect(lines().at(-2)).toContain('/Sess_');
    expect(lines().at(-2)).toContain('2 of 240 classes');
    await press('enter');
    expect(lines().at(-2)).toContain('filter: Sess');
    expect(text()).toContain('SessionRegistry');
    expect(text()).not.toContain('(compiled code)');
    await press('escape');
    expect(text()).toContain('(compiled code)');
    await press('/', 'x', 'escape');
    expect(lines().at(-2)).toContain('filter: none');
  });

  test('a typed q belongs to the filter', async () => {
    const { press, lines, quits } = await showSnapshot(new SampleSnapshot());
    await press('/', 'q');
    expect(lines().at(-2)).toContain('/q_');
    expect(quits()).toBe(0);
    await press('ctrl-c');
    expect(quits()).toBe(1);
  });

  test('sorting is asked for', async () => {
    const source = new SampleSnapshot();
    const { press, lines } = await showSnapshot(source);
    await press('s', 'S');
    expect(source.asked.at(-1)).toMatchObject({ arrangement: { order: 'shallow', reversed: true } });
    expect(lines().at(-2)).toContain('sort: shallow ^');
  });

  test('the path of the object under the cursor, and from a step of it to its dominators', async () => {
    const source = new SampleSnapshot();
    const { press, lines, text, selected } = await showSnapshot(source);
    await press('3');
    expect(text()).toContain('choose an object');
    await press('2', 'j', '3');
    expect(source.asked.at(-1)).toMatchObject({ kind: 'path', node: 12, index: 0 });
    expect(lines().at(-2)).toContain('path 1 of 2 to   SessionRecord @106001');
    expect(text()).toContain('x124');
    await press('n');
    expect(source.asked.at(-1)).toMatchObject({ kind: 'path', node: 12, index: 1 });
    expect(selected()).toContain('SessionRecord @25');
    await press('k', 'k', 'k');
    expect(selected()).toContain('SessionRegistry @23');
    await press('enter');
    expect(source.asked.at(-1)).toMatchObject({ kind: 'dominators', top: 11 });
    expect(lines().at(-2)).toContain('of one object');
    await press('escape');
    expect(source.asked.at(-1)).toMatchObject({ kind: 'dominators', top: undefined });
  });

  test('f goes from one suspect to the next', async () => {
    const source = new SampleSnapshot();
    const { press, lines } = await showSnapshot(source);
    await press('f');
    expect(lines().at(-2)).toContain('1 of 2: SessionRegistry.sessions');
    await press('f');
    expect(lines().at(-2)).toContain('2 of 2: compiled code');
    expect(source.asked.at(-1)).toMatchObject({ kind: 'path', node: 12 });
    const calm = await showSnapshot(new SampleSnapshot({ ...SAMPLE_SUMMARY, suspects: [] }));
    await calm.press('f');
    expect(calm.lines().at(-2)).toContain('nothing holds a large part');
  });

  test('what cannot be answered is said, and the screen goes on', async () => {
    const suspects = [{ severity: 'leak' as const, text: 'gone', node: 404 }];
    const { press, text } = await showSnapshot(new SampleSnapshot({ ...SAMPLE_SUMMARY, suspects }));
    await press('f');
    expect(text()).toContain('there is no such object');
    await press('1');
    expect(text()).toContain('SessionRecord');
  });

  test('help scrolls, and any other key closes it', async () => {
    const { press, text } = await showSnapshot(new SampleSnapshot(), { columns: 60, rows: 15 });
    await press('?');
    expect(text()).toContain('KEYS');
    await press('G');
    expect(text()).toContain('id of an object');
    await press('x');
    expect(text()).toContain('OBJECTS');
  });

  test('every key of the bar is on the help page', async () => {
    const { press, lines } = await showSnapshot(new SampleSnapshot(), { columns: 200, rows: 60 });
    const bar = lines().at(-1)!;
    await press('?');
    for (const key of bar
      .trim()
      .split('  ')
      .map((entry) => entry.split(' ')[0]!))
      expect(lines().some((line) => line.trim().split(/ {2,}/)[0]!.split(' ').includes(key))).toBe(true);
  });
});

describe('keys that are typed faster than rows come', () => {
  test('are all done, in their order', async () => {
    const source = new SampleSnapshot();
    const { controller, press, selected, text } = await showSnapshot(source);
    controller.press(['/', 'R']);
    controller.press(['e', 'g', 'enter', 'enter', 'j', 'j']);
    // Nothing has been answered yet, and nothing is lost.
    for (let turn = 0; turn < 20; turn++) await press('space');
    expect(text()).toContain('- SessionRegistry');
    expect(selected()).toContain('leaf @106019');
    controller.press(['3']);
    await press('space');
    expect(source.asked.at(-1)).toMatchObject({ kind: 'path', node: 30 });
  });

  test('do not keep anybody from leaving', async () => {
    const { controller, quits } = await showSnapshot(new SampleSnapshot());
    controller.press(['/', 'x', 'enter', 'enter', 'j']);
    controller.press(['q']);
    expect(quits()).toBe(1);
  });
});
