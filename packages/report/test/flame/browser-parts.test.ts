import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPalette } from '../../src/flame/browser/box-colour.js';
import { findMatches } from '../../src/flame/browser/find-matches.js';
import { formatAmount } from '../../src/flame/browser/format-amount.js';
import { formatChange } from '../../src/flame/browser/format-change.js';
import { formatShare } from '../../src/flame/browser/format-share.js';
import { functionFigures } from '../../src/flame/browser/function-figures.js';
import { layOut } from '../../src/flame/browser/lay-out.js';
import { neighbours } from '../../src/flame/browser/neighbours.js';
import { openTree } from '../../src/flame/browser/open-tree.js';
import { readHash, type ViewState, writeHash } from '../../src/flame/browser/view-state.js';
import { buildFlameTree, type FlameTreeOptions } from '../../src/flame/build-flame-tree.js';
import { flameData, originOf } from '../../src/flame/flame-data.js';
import { arbitraryHeap, profileOf } from './flame-fixtures.js';

function opened(stacks: Parameters<typeof profileOf>[0], options: FlameTreeOptions = {}) {
  const data = flameData(buildFlameTree(profileOf(stacks), { minFraction: 0, ...options }));
  return { data, tree: openTree(data) };
}

const recursive = [
  ['main;walk;walk;leaf', 8],
  ['main;walk;leaf;walk', 4],
  ['main;other;leaf', 2],
] as const;

describe('openTree', () => {
  it('finds the shape and the sums of the tree that was sent', () => {
    fc.assert(
      fc.property(arbitraryHeap(), arbitraryHeap(), (profile, base) => {
        const sent = buildFlameTree(profile, { base, minFraction: 0.1 });
        const tree = openTree(flameData(sent));
        expect(tree.parent).toEqual(sent.parent);
        expect(tree.folded).toEqual(sent.folded);
        expect(tree.after.total).toEqual(sent.total);
        expect(tree.before!.total).toEqual(sent.before!.total);
        for (let node = 0; node < tree.length; node++) {
          const children = tree.children.subarray(tree.childOffsets[node], tree.childOffsets[node + 1]);
          const below = Array.from(sent.parent, (parent, row) => (parent === node ? row : -1)).filter(
            (row) => row > 0,
          );
          expect([...children]).toEqual(below);
          const last = sent.depth.findIndex((depth, row) => row > node && depth <= sent.depth[node]!);
          expect(tree.end[node]).toBe(last === -1 ? tree.length : last);
        }
      }),
    );
  });

  it('is as wide as what does not cancel out', () => {
    const { tree } = opened([
      ['main;a', 5],
      ['main;b', -3],
    ]);
    expect([tree.after.total[0], tree.after.size[0], tree.showsChange]).toEqual([2, 8, true]);
  });

  it('has room for both sides in the union', () => {
    const base = profileOf([['main;gone', 6]]);
    const { tree } = opened([['main;fresh', 4]], { base });
    expect([tree.after.size[0], tree.before!.size[0], tree.unionSize[0]]).toEqual([4, 6, 10]);
  });
});

describe('layOut', () => {
  it('keeps children within their parent and rows from left to right', () => {
    fc.assert(
      fc.property(arbitraryHeap(), fc.boolean(), (profile, byName) => {
        const tree = openTree(flameData(buildFlameTree(profile, { minFraction: 0 })));
        const { left, size, byRow, rowOffsets } = layOut(tree, tree.after.size, { byName });
        for (let node = 1; node < tree.length; node++) {
          const parent = tree.parent[node]!;
          expect(left[node]).toBeGreaterThanOrEqual(left[parent]!);
          expect(left[node]! + size[node]!).toBeLessThanOrEqual(left[parent]! + size[parent]!);
        }
        for (let depth = 0; depth < rowOffsets.length - 1; depth++) {
          const row = byRow.subarray(rowOffsets[depth], rowOffsets[depth + 1]);
          row.forEach((node, i) => {
            expect(tree.depth[node]).toBe(depth);
            if (i > 0) expect(left[node]).toBeGreaterThanOrEqual(left[row[i - 1]!]! + size[row[i - 1]!]!);
          });
        }
      }),
    );
  });

  it('puts the largest first, or goes by name', () => {
    const { data, tree } = opened([
      ['a', 1],
      ['b', 3],
      ['c', 2],
    ]);
    const order = (byName: boolean) =>
      [...layOut(tree, tree.after.size, { byName }).byRow.subarray(1)].map(
        (node) => data.names[tree.frame[node]!],
      );
    expect(order(false)).toEqual(['b', 'c', 'a']);
    expect(order(true)).toEqual(['a', 'b', 'c']);
  });
});

describe('findMatches', () => {
  it('counts each path once, whatever matches below', () => {
    const { data, tree } = opened(recursive);
    expect(findMatches(data, tree, 'WALK')).toMatchObject({ boxes: 3, after: 12, before: 0 });
    expect(findMatches(data, tree, 'leaf')).toMatchObject({ boxes: 3, after: 14 });
    expect(findMatches(data, tree, '/app/other.js')).toMatchObject({ boxes: 1, after: 2 });
  });

  it('takes expressions between slashes, and nothing from a bad one or for no query', () => {
    const { data, tree } = opened(recursive);
    expect(findMatches(data, tree, '/^(walk|other)$/')).toMatchObject({ boxes: 4, after: 14 });
    expect(findMatches(data, tree, '/(/')).toMatchObject({ boxes: 0, after: 0 });
    expect(findMatches(data, tree, '')).toBeUndefined();
  });
});

describe('figures of functions', () => {
  it('counts recursion once', () => {
    const { data, tree } = opened(recursive);
    const { self, total } = functionFigures(tree, data.names.length);
    const of = (name: string) => [self[data.names.indexOf(name)], total[data.names.indexOf(name)]];
    expect(of('walk')).toEqual([4, 12]);
    expect(of('leaf')).toEqual([10, 14]);
    expect(of('main')).toEqual([0, 14]);
  });

  it('finds callers and callees over all places', () => {
    const { data, tree } = opened(recursive);
    const named = (frame: number) => (frame === -1 ? 'root' : data.names[frame]);
    const { callers, callees } = neighbours(tree, data.names.indexOf('walk'));
    expect(callers.map(({ frame, after }) => [named(frame), after])).toEqual([
      ['main', 12],
      ['leaf', 4],
    ]);
    expect(callees.map(({ frame, after }) => [named(frame), after])).toEqual([['leaf', 12]]);
    expect(neighbours(tree, data.names.indexOf('main')).callers).toEqual([
      { frame: -1, after: 14, before: 0 },
    ]);
  });
});

describe('createPalette', () => {
  const grain = 4096;
  const base = profileOf([
    ['main;doubled', 50_000],
    ['main;gone', 60_000],
    ['main;same', 70_000],
    ['main;noise', 80_000],
    ['main;halved', 90_000],
  ]);
  const after = profileOf(
    [
      ['main;doubled', 100_000],
      ['main;fresh', 60_000],
      ['main;same', 70_000],
      ['main;noise', 88_000],
      ['main;halved', 45_000],
      ['main;speck', 5000],
    ],
    { period: grain },
  );
  const data = flameData(buildFlameTree(after, { base, minFraction: 0 }));
  const tree = openTree(data);
  const palette = createPalette(data, tree, false);
  const of = (name: string) => palette.ofNode(tree.frame.indexOf(data.names.indexOf(name)));

  it('goes by the relative change, and marks what is new and gone by more than colour', () => {
    expect(of('doubled')).toEqual({ fill: palette.ofChange(0.5), mark: undefined });
    expect(of('halved')).toEqual({ fill: palette.ofChange(-0.5), mark: undefined });
    expect(of('fresh')).toEqual({ fill: palette.ofChange(1), mark: 'new' });
    expect(of('gone')).toEqual({ fill: palette.ofChange(-1), mark: 'gone' });
    expect(of('same')).toEqual({ fill: palette.ofChange(0), mark: undefined });
  });

  it('leaves changes below two samples grey', () => {
    expect(of('noise')).toEqual({ fill: palette.ofChange(0), mark: undefined });
    expect(of('speck')).toEqual({ fill: palette.ofChange(0), mark: 'new' });
  });

  it('colours a difference by its sign', () => {
    const parts = opened([
      ['main;a', 5],
      ['main;b', -5],
    ]);
    const colours = createPalette(parts.data, parts.tree, true);
    const fills = [1, 2, 3].map((node) => colours.ofNode(node).fill);
    expect(fills).toEqual([0, 1, -1].map((change) => colours.ofChange(change)));
  });
});

describe('the state in the address', () => {
  it('comes back as it was', () => {
    const state = fc.record<ViewState>({
      zoom: fc.nat(99),
      selected: fc.integer({ min: -1, max: 99 }).filter((node) => node !== 0),
      query: fc.string({ unit: 'grapheme', maxLength: 20 }),
      flame: fc.boolean(),
      byName: fc.boolean(),
      width: fc.constantFrom('after', 'before', 'union'),
    });
    fc.assert(
      fc.property(state, (view) => {
        const wanted = view.selected === view.zoom ? { ...view, selected: -1 } : view;
        expect(readHash(writeHash(view), 100)).toEqual(wanted);
      }),
    );
  });

  it('holds whatever an address says', () => {
    fc.assert(
      fc.property(fc.string(), (hash) => {
        const { zoom, selected } = readHash(hash, 5);
        expect(zoom >= 0 && zoom < 5 && selected >= -1 && selected < 5).toBe(true);
      }),
    );
    expect(readHash('#zoom=5&at=-2&width=all&root=top&zoom=1e3', 5)).toEqual(readHash('', 5));
  });
});

it('formatAmount and its kin', () => {
  expect(formatAmount(182, 'bytes')).toBe('182 B');
  expect(formatAmount(1024 * 1023.9, 'bytes')).toBe('1.00 MiB');
  expect(formatAmount(-9.31 * 2 ** 20, 'bytes')).toBe('−9.31 MiB');
  expect(formatAmount(0, 'bytes', { signed: true })).toBe('±0 B');
  expect(formatAmount(48_210, 'count', { signed: true })).toBe('+48,210');
  expect(formatAmount(1.5e9, 'time')).toBe('1.50 s');
  expect([
    formatShare(1, 3),
    formatShare(0, 3),
    formatShare(3, 3),
    formatShare(1, 1e6),
    formatShare(1, 0),
  ]).toEqual(['33.3%', '0%', '100%', '<0.01%', '']);
  expect([
    formatChange(0, 5),
    formatChange(5, 0),
    formatChange(2, 5),
    formatChange(3, 3),
    formatChange(-1, 5),
  ]).toEqual(['new', 'gone', '×2.50', '×1', '']);
});

it('originOf tells whose code a file is', () => {
  const files = [
    '/app/a.js',
    'C:\\x\\node_modules\\y\\i.js',
    '/a/node_modules/b.js',
    'node:fs',
    'internal/x.js',
    '',
  ];
  expect(files.map(originOf)).toEqual(['app', 'package', 'package', 'node', 'node', 'engine']);
});
