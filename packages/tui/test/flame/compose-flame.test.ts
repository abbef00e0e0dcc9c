import type { FlameTree } from '@heaptide/report/flame';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { createDrawingStyle } from '../../src/drawing/drawing-style.js';
import { composeFlame } from '../../src/flame/compose-flame.js';
import { flameParts } from '../../src/flame/flame-parts.js';
import { flamePosition } from '../../src/flame/flame-position.js';
import { INITIAL_FLAME_VIEW, type FlameView, pressFlame, searchFlame } from '../../src/flame/flame-view.js';
import { arbitraryTree } from './arbitrary-tree.js';
import { after, proxyTree, sampleEntry, sampleModel, sampleTree, type SamplePath } from './sample-flame.js';
import { inUtc } from '../in-utc.js';

inUtc();

const plain = createDrawingStyle({ color: false, ascii: false });
const ascii = createDrawingStyle({ color: false, ascii: true });
const coloured = createDrawingStyle({ color: true, ascii: false });
const BODY = { width: 100, height: 22 };
const model = sampleModel(proxyTree());

const text = (lines: readonly string[]) => `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
const compose = (view: FlameView, changes: Partial<Parameters<typeof composeFlame>[0]> = {}) =>
  composeFlame({ model, view, style: plain, ...BODY, ...changes });

test.each([
  ['80x17', { width: 80, height: 17 }, [], ''],
  ['80x14-bottom', { width: 80, height: 14 }, ['bottom'], ''],
  ['100x22', BODY, ['4down'], ''],
  ['100x22-search', BODY, ['next-match'], 'map'],
  ['100x22-merged', BODY, ['down', '9right'], ''],
  ['100x22-zoomed', BODY, ['4down', 'open'], ''],
  ['160x42', { width: 160, height: 42 }, ['4down'], ''],
] as const)('the screen at %s', async (name, size, commands, search) => {
  const view = after(searchFlame(INITIAL_FLAME_VIEW, search), commands, { model, ...size });
  await expect(text(compose(view, size))).toMatchFileSnapshot(`screens/${name}.txt`);
});

test('the screen in ASCII, of one capture, inverted', async () => {
  const view = after(INITIAL_FLAME_VIEW, ['4down'], { model, ...BODY });
  await expect(text(compose(view, { style: ascii }))).toMatchFileSnapshot('screens/100x22-ascii.txt');
  const alone = { ...sampleModel(proxyTree({ compares: false })), a: undefined };
  await expect(text(compose(view, { model: alone }))).toMatchFileSnapshot('screens/100x22-alone.txt');
  const turned = sampleModel(
    sampleTree([
      [
        ['Map.set', 'LocalStorage.set@src/storage/local.ts:22', 'handleRequest@src/http/server.ts:51'],
        9e6,
        4e5,
      ],
      [
        ['randomUUID', 'NewProxySession@src/session/proxy.ts:41', 'handleRequest@src/http/server.ts:51'],
        5e6,
        2e5,
      ],
    ]),
    { inverted: true },
  );
  const down = after(INITIAL_FLAME_VIEW, ['2down'], { model: turned, ...BODY });
  await expect(text(compose(down, { model: turned }))).toMatchFileSnapshot('screens/100x22-inverted.txt');
});

test('beside the panel one bar closes every level', () => {
  for (const style of [plain, ascii]) {
    const lines = compose(INITIAL_FLAME_VIEW, { width: 160, height: 42, style }).slice(3, -1);
    const { icicleWidth } = flameParts({ width: 160, height: 42 });
    for (const line of lines) expect(line.slice(icicleWidth - 2, icicleWidth + 1)).toMatch(/^[^|]\| $/);
  }
});

test('the panel lists children in the order of the amounts that it shows', () => {
  // The second is the wider one: much of it is gone.
  const tree = sampleTree([
    [['caller', 'small', 'kept'], 160, 160],
    [['caller', 'small', 'freed'], 0, 100],
    [['caller', 'large'], 170, 170],
    [['caller', '~3'], 400, 400],
  ]);
  const of = { model: sampleModel(tree), width: 160, height: 42 };
  const lines = composeFlame({ ...of, view: after(INITIAL_FLAME_VIEW, ['down'], of), style: plain });
  const listed = lines.map((line) => /(\d+)B? [-=] +(large|small|\(3 smaller paths\))$/.exec(line)?.[2]);
  expect(listed.filter((name) => name !== undefined)).toEqual(['large', 'small', '(3 smaller paths)']);
  const short = compose(after(INITIAL_FLAME_VIEW, ['down'], { ...of, ...BODY }), { model: of.model });
  expect(short.find((line) => line.startsWith('   children'))).toMatch(/large 170.* small 160.* \(3 smaller/);
});

test('the worst finding is in sight from the start', () => {
  const tree = sampleTree([[Array.from({ length: 40 }, (_, i) => `f${i}`), 1000]]);
  const suspect = { function: 'f30', file: '', line: 0 };
  expect(text(compose(INITIAL_FLAME_VIEW, { model: sampleModel(tree) }))).not.toContain('f30');
  const lines = compose(INITIAL_FLAME_VIEW, { model: sampleModel(tree, { suspect }) });
  expect(text(lines)).toContain('|>f30');
  expect(text(lines)).toContain(' > f30   (native)');
});

test('a deep tree scrolls with the selection, and the rules say what is out of sight', () => {
  const deep = sampleModel(sampleTree([[Array.from({ length: 40 }, (_, i) => `f${i}`), 1000]]));
  const show = (...commands: string[]) =>
    compose(after(INITIAL_FLAME_VIEW, commands, { model: deep, ...BODY }), { model: deep });
  const rows = (lines: readonly string[]) =>
    [lines[2], lines[3], lines[14], lines[15]].map((line) => line!.slice(0, 19));
  expect(rows(show('top'))).toEqual([
    '-------------------',
    expect.stringMatching(/^\|>root/),
    expect.stringMatching(/^\| f10 /),
    '-- 29 levels below ',
  ]);
  expect(rows(show('20down'))).toEqual([
    '-- 9 levels above -',
    expect.stringMatching(/^\| f8 /),
    expect.stringMatching(/^\|>f19 /),
    '-- 20 levels below ',
  ]);
  // The picture stays where it is while the selection is in sight.
  expect(rows(show('20down', '5up'))[1]).toMatch(/^\| f8 /);
  expect(rows(show('bottom'))).toEqual([
    '-- 29 levels above ',
    expect.stringMatching(/^\| f28 /),
    expect.stringMatching(/^\|>f39 /),
    '-------------------',
  ]);
});

test('one line says what is awaited', () => {
  const lines = compose(INITIAL_FLAME_VIEW, {
    model: { ...model, tree: 'the tree of capture 14 is being built' },
  });
  expect(lines).toHaveLength(22);
  expect(text(lines).trim()).toBe('the tree of capture 14 is being built');
});

test('captures without a collection before them are marked', () => {
  const marked = compose(INITIAL_FLAME_VIEW, { model: { ...model, b: sampleEntry(14, 'none') } });
  expect(marked[0]).toContain('WITHOUT GC');
  expect(compose(INITIAL_FLAME_VIEW)[0]).not.toContain('WITHOUT GC');
});

test('objects are counted, and where the sampling error is unknown the legend says so', () => {
  const objects = sampleTree([[['a'], 12_345, 200]], { unit: 'count' });
  const lines = compose(INITIAL_FLAME_VIEW, { model: sampleModel(objects) });
  expect(lines[0]).toContain('in-use objects');
  expect(lines[1]).toContain('= equal');
  expect(text(lines)).toContain('a 12,345 ++');
});

test('widths that are not to scale are said to be so', () => {
  const many = Array.from({ length: 100 }, (_, i): SamplePath => [[`f${i}`], 1]);
  const lines = compose(INITIAL_FLAME_VIEW, { model: sampleModel(sampleTree(many)) });
  expect(lines[1]).toContain('NOT to scale');
});

// eslint-disable-next-line no-control-regex
const SGR = /\u001B\[[\d;]+m/g;

test('colour repeats the marks, the selection is inverse', () => {
  const view = after(searchFlame(INITIAL_FLAME_VIEW, 'map.set'), ['2down'], { model, ...BODY });
  const lines = compose(view, { style: coloured });
  expect(lines.map((line) => line.replace(SGR, ''))).toEqual(compose(view));
  const page = lines.join('\n');
  expect(page).toContain('\u001B[7m>TransparentProxy.roundTrip');
  expect(page).toContain('\u001B[1;31m NewProxySession');
  expect(page).toContain('\u001B[36m/Map.set');
});

test('what has no room for its mark has no colour either', () => {
  const tree = sampleTree([
    [['other'], 180],
    [['a', 'b'], 19],
    [['a', 'c'], 0.5],
    [['a', 'd'], 0.5],
  ]);
  const lines = compose(INITIAL_FLAME_VIEW, { model: sampleModel(tree), style: coloured });
  expect(lines[5]).toContain('|\u001B[33m b 19 *\u001B[39m|.|');
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(
    '\u001B]52;c;aGk=\u0007',
    '\u001B[2J',
    'a\u202Egpj.exe',
    '日本語の関数名'.repeat(4),
    `e${'\u0301'.repeat(30)}`,
    'x\r\n\ty\u0000',
    '\u200Bzero\uFEFF',
    '\uD800lone',
    '#'.repeat(300),
  ),
);
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\u200B-\u200F\uFEFF]/;

test('whatever names a profile holds, lines are as many and as wide as asked, without a byte that acts', () => {
  fc.assert(
    fc.property(
      arbitraryTree(hostile),
      fc.array(fc.constantFrom('down', 'right', 'open', 'bottom', 'next-match', 'up'), { maxLength: 6 }),
      fc.record({ width: fc.integer({ min: 80, max: 180 }), height: fc.integer({ min: 14, max: 45 }) }),
      fc.tuple(hostile, fc.boolean(), fc.boolean()),
      (tree: FlameTree, commands, size, [search, inverted, isAscii]) => {
        const of = { model: sampleModel(tree, { inverted }), ...size };
        const style = isAscii ? ascii : plain;
        let view = searchFlame(INITIAL_FLAME_VIEW, search);
        for (const command of commands) view = pressFlame(view, { command }, of) ?? view;
        const lines = composeFlame({ ...of, view, style });
        expect(lines).toHaveLength(size.height);
        const pieces = flamePosition({ model: of.model, view, style });
        for (const piece of pieces) expect(stringWidth(piece.text)).toBe(piece.width);
        for (const line of [...lines, ...pieces.map((piece) => piece.text)]) {
          expect(stringWidth(line)).toBeLessThanOrEqual(size.width);
          expect(line).not.toMatch(CONTROL);
          if (isAscii) expect(line).toMatch(/^[\x20-\x7e]*$/);
        }
      },
    ),
    { numRuns: 100 },
  );
});

test('only what is drawn is looked at', () => {
  const tree = wideTree(30_000);
  let reads = 0;
  const name = new Proxy(tree.frames.name, {
    get: (names, key) => {
      reads++;
      return Reflect.get(names, key) as unknown;
    },
  });
  compose(INITIAL_FLAME_VIEW, { model: sampleModel({ ...tree, frames: { ...tree.frames, name } }) });
  expect(reads).toBeGreaterThan(10);
  expect(reads).toBeLessThan(1000);
});

test('the footer knows zoom, search and size', () => {
  const words = (view: FlameView) => flamePosition({ model, view, style: plain }).map((piece) => piece.text);
  expect(words(INITIAL_FLAME_VIEW)).toEqual(['zoom: none', '23 paths', '31 small paths as sums']);
  const view = after(searchFlame(INITIAL_FLAME_VIEW, 'map'), ['2next-match', 'open'], { model, ...BODY });
  expect(words(view).slice(0, 2)).toEqual(['zoom: Map.set', 'search: map (2 of 2 hold 22.9 MiB, 40.2%)']);
  expect(words(searchFlame(INITIAL_FLAME_VIEW, 'nowhere'))[1]).toBe('search: nowhere (nothing)');
  const merged = after(INITIAL_FLAME_VIEW, ['down', '9right', 'open'], { model, ...BODY });
  expect(words(merged).slice(0, 2)).toEqual(['zoom: root ..', 'without the 2 largest']);
});

/** Nodes with three children each, of all sizes. */
function wideTree(nodes: number): FlameTree {
  const paths: SamplePath[] = [];
  for (let i = 0; i < nodes / 2; i++) {
    const path = [`a${i % 3}`, `b${i % 9}`, `c${i % 81}`, `d${i % 729}`, `e${i % 2187}`, `f${i}`];
    paths.push([path, 1000 + ((i * 7919) % 5000), 1000]);
  }
  return sampleTree(paths);
}
