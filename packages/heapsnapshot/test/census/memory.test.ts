import { beforeAll, describe, expect, test } from 'vitest';
import { listBuffers } from '../../src/census/buffers.js';
import { listContexts } from '../../src/census/contexts.js';
import { listDuplicateStrings } from '../../src/census/duplicate-strings.js';
import { listSlicedStrings } from '../../src/census/sliced-strings.js';
import type { HeapGraph } from '../../src/graph/heap-graph.js';
import { graphOfProgram } from './graph-of-program.js';

const PROGRAM = `
  class Registry {}
  const registry = globalThis.registry = new Registry();
  registry.buffers = Array.from({ length: 40 }, () => Buffer.alloc(100_000));
  registry.slices = [];
  for (let i = 0; i < 60; i++) {
    registry.slices.push(Buffer.from('0123456789'.repeat(20)));
    for (let j = 0; j < Buffer.poolSize / 200; j++) Buffer.from('0123456789'.repeat(20));
  }
  registry.small = Array.from({ length: 5 }, () => new Uint8Array(16));
  registry.shared = new SharedArrayBuffer(50_000);
  registry.memory = new ArrayBuffer(200_000);
  registry.views = [new DataView(registry.memory, 10, 20), new Float64Array(registry.memory, 0, 8)];
  const moved = new ArrayBuffer(77_777);
  registry.detached = [new Uint8Array(moved), new Uint8Array(moved)];
  structuredClone(moved, { transfer: [moved] });

  registry.parts = [];
  const cutOut = (i) => {
    const long = Buffer.alloc(20_000, 'abcdefgh' + i).toString('latin1');
    registry.parts.push(long.slice(100, 140), long.slice(200, 240));
  };
  for (let i = 0; i < 30; i++) cutOut(i);
  registry.whole = Buffer.alloc(30_000, 'whole').toString('latin1');
  registry.beginning = registry.whole.slice(0, 50);

  function makeHandler(i) {
    const big = new Array(1000).fill(i);
    return { useBig: () => big.length + i, useSmall: function useSmall() { return i; } }.useSmall;
  }
  registry.handlers = Array.from({ length: 45 }, (_, i) => makeHandler(i));

  registry.copies = Array.from({ length: 90 }, () => JSON.parse('"one \\\\u0041 longer text"'));
  const cut = (end) => Buffer.from('a'.repeat(2999) + end).toString('latin1');
  registry.longCopies = [cut('x'), cut('y'), cut('much longer')];
`;

let graph: HeapGraph;

beforeAll(async () => {
  graph = await graphOfProgram(PROGRAM);
}, 90_000);

describe('buffers', () => {
  test('by owner of what looks into them', () => {
    const { owners } = listBuffers(graph);
    expect(owners[0]).toMatchObject({
      owner: 'Registry.buffers[]',
      arrayBuffers: 40,
      views: 40,
      bytes: 4_000_000,
    });
    const shared = owners.find(({ owner }) => owner === 'Registry.shared');
    expect(shared).toMatchObject({ arrayBuffers: 1, views: 0, bytes: 50_000 });
    const viewed = owners.find(({ bytes }) => bytes === 200_000);
    expect(viewed).toMatchObject({ owner: 'Registry.views[]', arrayBuffers: 1, views: 2 });
  });

  test('slabs of the pool, and those that one slice keeps', () => {
    const { slabs, owners } = listBuffers(graph);
    const slices = owners.find(({ owner }) => owner === 'Registry.slices[]')!;
    // A few begin in the slab of the one before.
    expect(slices.slabs).toBeGreaterThanOrEqual(30);
    expect(slices.arrayBuffers).toBe(slices.slabs);
    expect(slices.bytes / slices.slabs).toBeGreaterThanOrEqual(8 * 1024);
    expect(slabs.heldByOne).toBeGreaterThanOrEqual(20);
    expect(slabs.loneliest[0]).toMatchObject({ views: 1 });
    expect(owners[0]!.slabs).toBe(0);
  });

  test('detached ones have no memory, and small ones on the heap are none of them', () => {
    const { withoutMemory } = listBuffers(graph);
    // Node.js has an empty one itself.
    expect(withoutMemory).toEqual({ arrayBuffers: 2, views: 3 });
  });
});

describe('sliced strings', () => {
  test('by owner, with what they pin', () => {
    const { owners } = listSlicedStrings(graph);
    expect(owners[0]).toMatchObject({ owner: 'Registry.parts[]', slices: 60, parents: 30 });
    expect(owners[0]!.parentBytes).toBeGreaterThanOrEqual(30 * 20_000);
    expect(owners[0]!.largest.slices).toBe(2);
  });

  test('a string that is held itself is not pinned', () => {
    const { owners, parents, pinned } = listSlicedStrings(graph);
    expect(owners.find(({ owner }) => owner === 'Registry.beginning')).toMatchObject({
      slices: 1,
      parents: 0,
      parentBytes: 0,
    });
    expect(parents).toBeGreaterThan(pinned.parents);
  });
});

describe('contexts', () => {
  test('by the function that made them, with what their variables hold', () => {
    const [scope] = listContexts(graph).scopes;
    expect(scope).toMatchObject({ function: 'makeHandler', contexts: 45, closures: 45 });
    expect(scope!.functions).toEqual([expect.objectContaining({ name: 'useSmall', count: 45 })]);
    expect(scope!.variables).toMatchObject([{ name: 'big', contexts: 45 }]);
    expect(scope!.variables[0]!.retained).toBeGreaterThanOrEqual(45 * 8000);
    expect(scope!.retained).toBeGreaterThan(scope!.variables[0]!.retained);
  });
});

describe('duplicate strings', () => {
  test('copies of one content', () => {
    const found = listDuplicateStrings(graph, { most: 1000 }).strings.find(
      ({ text }) => text === 'one A longer text',
    );
    expect(found).toMatchObject({ copies: 90, isCut: false, owner: 'Registry.copies[]' });
    expect(found!.wasted).toBe((found!.bytes / 90) * 89);
  });

  test('strings that the file cuts are the same only if they are of one size', () => {
    const found = listDuplicateStrings(graph, { most: 1000 }).strings.filter(({ text }) =>
      text.startsWith('aaaa'),
    );
    expect(found.map(({ copies }) => copies)).toEqual([2]);
    expect(found[0]).toMatchObject({ isCut: true, text: 'a'.repeat(1024) });
  });

  test('the most wasteful come first, and sums are over all', () => {
    const { strings, contents, wasted } = listDuplicateStrings(graph, { most: 3 });
    expect(strings).toHaveLength(3);
    expect(contents).toBeGreaterThan(3);
    expect(wasted).toBeGreaterThan(strings.reduce((sum, one) => sum + one.wasted, 0));
    expect(strings[0]!.wasted).toBeGreaterThanOrEqual(strings[1]!.wasted);
  });
});
