import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type HeapGraph, openHeapSnapshot } from '@heaptide/heapsnapshot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heapPrograms } from './support/leak-programs.js';
import { lostWithout, reachedBy } from './support/lost-without.js';
import { writeHeap } from './support/write-heap.js';

const EVERY_KIND = fileURLToPath(new URL('programs/every-kind.mjs', import.meta.url));
const LARGEST = 25;
const OTHERS = 50;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'retained-sizes-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('retained sizes are what is lost without the node', () => {
  it.each(heapPrograms('linked-list', 'weakmap-values', 'listeners'))('$name', async ({ name, script }) => {
    const path = join(folder, `${name}.heapsnapshot`);
    await writeHeap(script, [path]);
    expectLost(await openHeapSnapshot(path));
  });

  it('every kind of node', async () => {
    const path = join(folder, 'every-kind.heapsnapshot');
    await writeHeap(EVERY_KIND, ['numeric', path]);
    expectLost(await openHeapSnapshot(path));
  });
});

function expectLost(graph: HeapGraph): void {
  const nodes = someNodes(graph);
  expect(nodes.length).toBe(LARGEST + OTHERS);
  const lost = nodes.map((node) => [node, lostWithout(graph, node)]);
  expect(nodes.map((node) => [node, graph.retainedSizes[node]])).toEqual(lost);
}

/** The nodes that retain most, and some others that retain more than themselves, always the same ones. */
function someNodes(graph: HeapGraph): readonly number[] {
  const { retainedSizes, selfSizes } = graph;
  const reached = reachedBy(graph, undefined);
  const owners = Array.from(reached.keys())
    .filter((node) => node > 0 && reached[node] && retainedSizes[node]! > selfSizes[node]!)
    .sort((a, b) => retainedSizes[b]! - retainedSizes[a]! || a - b);
  const step = Math.floor((owners.length - LARGEST) / OTHERS);
  const others = Array.from({ length: OTHERS }, (_, k) => owners[LARGEST + k * step]!);
  return [...owners.slice(0, LARGEST), ...others];
}
