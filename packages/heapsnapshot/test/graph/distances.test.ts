import { describe, expect, it } from 'vitest';
import { measureDistances, NO_DISTANCE, SYSTEM_DISTANCE } from '../../src/graph/distances.js';
import { buildSnapshot, type PlannedEdge } from '../support/build-snapshot.js';

const OF_ROOT = [0, 'element', 1, 1] as const;

/** Node 0 is the root, the others are objects unless they are given as `type name`. */
function distancesOf(named: readonly string[], edges: readonly PlannedEdge[]): number[] {
  const nodes = named.map((words) => {
    const [type, ...name] = words.split(':');
    return { type: type!, name: name.join(':') };
  });
  return [
    ...measureDistances(
      buildSnapshot({ nodes: [{ type: 'synthetic', name: '' }, ...nodes], edges }).snapshot,
    ),
  ];
}

function objects(count: number): string[] {
  return Array<string>(count).fill('object:Thing');
}

it('counts edges from the nearest root of the program', () => {
  const edges: PlannedEdge[] = [
    OF_ROOT,
    [0, 'shortcut', 'global', 2],
    [1, 'property', 'a', 3],
    [3, 'property', 'b', 4],
    [4, 'property', 'c', 5],
    [2, 'property', 'd', 5],
    [5, 'property', 'back', 1],
  ];
  expect(distancesOf(objects(5), edges)).toEqual([SYSTEM_DISTANCE, 1, 1, 2, 3, 2]);
});

it('counts what the program does not reach from the root', () => {
  const edges: PlannedEdge[] = [
    [0, 'element', 1, 1],
    [0, 'element', 2, 2],
    [2, 'element', 1, 3],
    [2, 'element', 2, 1],
    [3, 'internal', 'x', 4],
  ];
  const named = ['object:Global', 'synthetic:(GC roots)', 'hidden:x', 'hidden:y', 'hidden:unreached'];
  expect(distancesOf(named, edges)).toEqual([
    SYSTEM_DISTANCE,
    1,
    SYSTEM_DISTANCE + 1,
    SYSTEM_DISTANCE + 2,
    SYSTEM_DISTANCE + 3,
    NO_DISTANCE,
  ]);
});

it('counts from 0 where the program has no roots', () => {
  const named = ['synthetic:(GC roots)', 'object:Thing'];
  expect(
    distancesOf(named, [
      [0, 'element', 1, 1],
      [1, 'element', 1, 2],
    ]),
  ).toEqual([0, 1, 2]);
});

it('takes the trees of documents for a root of the program', () => {
  const named = ['synthetic:(Document DOM trees)', 'native:Tree'];
  expect(
    distancesOf(named, [
      [0, 'element', 1, 1],
      [1, 'element', 1, 2],
    ]),
  ).toEqual([SYSTEM_DISTANCE, 1, 2]);
});

it('does not go along weak edges', () => {
  expect(distancesOf(objects(2), [OF_ROOT, [1, 'weak', '1', 2]])).toEqual([SYSTEM_DISTANCE, 1, NO_DISTANCE]);
});

it('does not go from a native context to what sloppy functions share', () => {
  const edges: PlannedEdge[] = [
    OF_ROOT,
    [1, 'internal', 'context', 2],
    [2, 'internal', 'sloppy_function_map', 3],
    [2, 'internal', 'strict_function_map', 4],
    [1, 'internal', 'other', 5],
    [5, 'internal', 'sloppy_function_map', 6],
  ];
  const named = [
    'object:Global',
    'hidden:system / NativeContext',
    'hidden:map',
    'hidden:map',
    'hidden:x',
    'hidden:map',
  ];
  expect(distancesOf(named, edges)).toEqual([SYSTEM_DISTANCE, 1, 2, NO_DISTANCE, 3, 2, 3]);
});

it('does not go along the descriptors of a descriptor array', () => {
  const held: PlannedEdge[] = [
    [2, 'internal', '0', 3],
    [2, 'internal', '1', 4],
    [2, 'internal', '2', 5],
    [2, 'internal', '3', 6],
    [2, 'internal', '4', 7],
    [2, 'hidden', 7, 8],
    [2, 'element', 8, 9],
    [2, 'internal', 'map', 10],
  ];
  const edges: PlannedEdge[] = [OF_ROOT, [1, 'internal', 'descriptors', 2], ...held];
  const named = (array: string): string[] => ['object:Global', array, ...objects(8)];
  const near = [SYSTEM_DISTANCE, 1, 2];
  expect(distancesOf(named('array:(map descriptors)'), edges)).toEqual([
    ...near,
    3,
    3,
    3,
    3,
    NO_DISTANCE,
    NO_DISTANCE,
    3,
    3,
  ]);
  expect(distancesOf(named('array:(object elements)'), edges)).toEqual([
    ...near,
    ...Array<number>(8).fill(3),
  ]);
});

describe('a value in a WeakMap', () => {
  const pair = 'part of key (Key @5) -> value (Value @9) pair in WeakMap (table @7)';
  /** 1 global, 2 the key, 3 the table, 4 the value; a chain leads to the key or to the table. */
  const chain: PlannedEdge[] = [
    [1, 'property', 'x', 5],
    [5, 'property', 'x', 6],
  ];
  const halves: PlannedEdge[] = [
    [2, 'internal', `3 / ${pair}`, 4],
    [3, 'internal', `12 / ${pair}`, 4],
  ];

  it('is behind its key where that is farther away', () => {
    const edges: PlannedEdge[] = [
      OF_ROOT,
      ...chain,
      [6, 'property', 'key', 2],
      [1, 'property', 'table', 3],
      ...halves,
    ];
    expect(distancesOf(objects(6), edges)).toEqual([SYSTEM_DISTANCE, 1, 4, 2, 5, 2, 3]);
  });

  it('is behind its table where that is farther away', () => {
    const edges: PlannedEdge[] = [
      OF_ROOT,
      ...chain,
      [6, 'property', 'table', 3],
      [1, 'property', 'key', 2],
      ...halves,
    ];
    expect(distancesOf(objects(6), edges)).toEqual([SYSTEM_DISTANCE, 1, 2, 4, 5, 2, 3]);
  });

  it('is not reached from one of the two alone', () => {
    const edges: PlannedEdge[] = [OF_ROOT, [1, 'property', 'table', 3], ...halves];
    expect(distancesOf(objects(4), edges)[4]).toBe(NO_DISTANCE);
  });

  it('is not reached by another pair in the same map', () => {
    const other: PlannedEdge = [2, 'internal', `3 / ${pair.replace('@9', '@11')}`, 4];
    const edges: PlannedEdge[] = [
      OF_ROOT,
      [1, 'property', 'key', 2],
      [1, 'property', 'table', 3],
      other,
      halves[1]!,
    ];
    expect(distancesOf(objects(4), edges)[4]).toBe(NO_DISTANCE);
  });

  it('is not told by the edges of a descriptor array', () => {
    const edges: PlannedEdge[] = [OF_ROOT, [1, 'internal', `3 / ${pair}`, 2]];
    expect(distancesOf(['array:(map descriptors)', 'object:Thing'], edges)[2]).toBe(2);
    expect(distancesOf(['array:(object elements)', 'object:Thing'], edges)[2]).toBe(NO_DISTANCE);
  });

  it('is told by the whole name of the edge, which must be an internal one', () => {
    const edges = (type: string, name: string): PlannedEdge[] => [OF_ROOT, [1, type, name, 2]];
    expect(distancesOf(objects(2), edges('internal', `3 / ${pair}`))[2]).toBe(NO_DISTANCE);
    expect(distancesOf(objects(2), edges('property', `3 / ${pair}`))[2]).toBe(2);
    expect(distancesOf(objects(2), edges('internal', `3 / ${pair} `))[2]).toBe(2);
    expect(distancesOf(objects(2), edges('internal', ` / ${pair}`))[2]).toBe(2);
  });
});

it('goes along a chain of any length', () => {
  const length = 50_000;
  const edges = Array.from({ length: length - 1 }, (_, at): PlannedEdge => [
    at + 1,
    'property',
    'next',
    at + 2,
  ]);
  const distances = distancesOf(objects(length), [OF_ROOT, ...edges]);
  expect(distances.slice(1)).toEqual(Array.from({ length }, (_, at) => at + 1));
});
