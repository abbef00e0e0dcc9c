import { expect, test } from 'vitest';
import type { HeapGraph } from '../../src/graph/heap-graph.js';
import { growthOverSnapshots } from '../../src/growth/growth-over-snapshots.js';
import { graphOf } from '../support/graph-of.js';
import { HeapPlan } from '../support/heap-plan.js';

/** A registry of so many sessions, with so many bytes beside it. Each round has ids of its own. */
async function heapOf(round: number, sessions: number, beside = 0): Promise<HeapGraph> {
  const heap = new HeapPlan(1_000_001 * (2 * round + 1));
  const owner = heap.object('Registry');
  heap.link(HeapPlan.GLOBAL, 'property', 'registry', owner);
  heap.link(HeapPlan.GLOBAL, 'property', 'beside', heap.add('native', 'system / JSArrayBufferData', beside));
  const table = heap.mapIn(owner, 'sessions');
  for (let n = 0; n < sessions; n++) heap.link(table, 'internal', String(n), heap.object('Session', 1_000));
  return graphOf(heap);
}

const first = async (...rounds: readonly (readonly [sessions: number, beside?: number])[]) => {
  const graphs = await Promise.all(rounds.map(([sessions, beside], at) => heapOf(at, sessions, beside)));
  return growthOverSnapshots(graphs, { idsHold: false }).suspects[0]!;
};

test('a holder of the same name that holds more in each is a leak', async () => {
  const suspect = await first([2_000], [3_000], [5_000]);
  expect(suspect).toMatchObject({
    severity: 'leak',
    leakedClass: 'Session',
    count: 5_000,
    growth: { arrivals: undefined, newBytes: 3_000_000 },
  });
  expect(suspect.growth!.retained).toHaveLength(3);
  expect(suspect.text).toMatch(/; by snapshot 2,000, 3,000, 5,000, 1\.91 MiB, /);
});

test('none is what did not grow each time, or little of what the heap grew by', async () => {
  expect((await first([2_000], [3_000], [3_000])).severity).toBe('accumulation');
  expect((await first([4_000], [4_500, 3_000_000])).severity).toBe('accumulation');
  expect((await first([4_000], [4_500])).severity).toBe('leak');
});
