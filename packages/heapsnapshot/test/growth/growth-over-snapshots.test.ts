import { describe, expect, test } from 'vitest';
import type { HeapGraph } from '../../src/graph/heap-graph.js';
import { diffSnapshots } from '../../src/growth/diff-snapshots.js';
import { growthOverSnapshots } from '../../src/growth/growth-over-snapshots.js';
import { graphOf } from '../support/graph-of.js';
import { HeapPlan } from '../support/heap-plan.js';

/** A heap whose cache has the sessions of these numbers; a session keeps its id. */
function heapOf(sessions: readonly number[]): Promise<HeapGraph> {
  const heap = new HeapPlan(11);
  const cache = heap.object('SessionCache');
  heap.link(HeapPlan.GLOBAL, 'property', 'cache', cache);
  const table = heap.mapIn(cache, 'records');
  for (const number of sessions) {
    heap.link(table, 'internal', String(number), heap.object('Session', 1_000, 10_001 + 2 * number));
  }
  return graphOf(heap);
}

const numbers = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);

const severityOf = async (...rounds: readonly (readonly number[])[]): Promise<string | undefined> =>
  growthOverSnapshots(await Promise.all(rounds.map(heapOf))).suspects[0]?.severity;

test('two snapshots are compared thing by thing', async () => {
  const diff = diffSnapshots(await heapOf(numbers(0, 100)), await heapOf(numbers(30, 150)));
  expect(diff.classes).toEqual([
    {
      class: 'Session',
      survived: { count: 70, bytes: 70_000 },
      allocated: { count: 50, bytes: 50_000 },
      gone: { count: 30, bytes: 30_000 },
      change: 20_000,
    },
  ]);
  expect(diff).toMatchObject({ change: 20_000, allocated: { count: 50 }, gone: { count: 30 } });
});

test('a snapshot differs from itself in nothing', async () => {
  const graph = await heapOf(numbers(0, 100));
  expect(diffSnapshots(graph, graph)).toMatchObject({
    classes: [],
    change: 0,
    survived: { count: graph.snapshot.nodeCount },
  });
});

describe('growth', () => {
  test('what came in each round and stays is a leak', async () => {
    const graphs = await Promise.all([200, 400, 600].map((count) => heapOf(numbers(0, count))));
    const { suspects, classes, totals } = growthOverSnapshots(graphs);
    expect(classes).toEqual([
      { class: 'Session', counts: [200, 400, 600], bytes: [200_000, 400_000, 600_000] },
    ]);
    expect(totals[2]! - totals[1]!).toBe(200_000);
    expect(suspects[0]).toMatchObject({
      severity: 'leak',
      holder: { class: 'Map', owner: 'SessionCache', field: 'records' },
      leakedClass: 'Session',
      growth: { arrivals: [200, 200, 200], newBytes: 400_000 },
    });
    expect(suspects[0]!.text).toContain('+200, +200');
  });

  test('so is what two show, if the collection was there before and holds most of what is new', async () => {
    expect(await severityOf(numbers(0, 200), numbers(0, 400))).toBe('leak');
  });

  test('a full cache that turns over is none', async () => {
    expect(await severityOf(numbers(0, 400), numbers(200, 600), numbers(400, 800))).toBe('info');
    expect(await severityOf(numbers(0, 400), numbers(400, 800))).toBe('info');
  });

  test('a cache that was filled and then stays is none', async () => {
    expect(await severityOf(numbers(0, 100), numbers(0, 900), numbers(0, 950))).toBe('info');
  });

  test('a collection of numbers that grows from each to the next is a leak by its size', async () => {
    const graphs = await Promise.all(
      [1_000_000, 1_500_000, 2_000_000].map((bytes) => {
        const heap = new HeapPlan(11);
        const points = heap.object('Array');
        heap.link(HeapPlan.GLOBAL, 'property', 'points', points);
        heap.link(points, 'internal', 'elements', heap.add('array', '', bytes));
        return graphOf(heap);
      }),
    );
    expect(growthOverSnapshots(graphs).suspects[0]).toMatchObject({
      severity: 'leak',
      holder: { class: 'Array', field: 'points' },
      isCollection: true,
    });
    const [first, second] = graphs as [HeapGraph, HeapGraph, HeapGraph];
    expect(growthOverSnapshots([first, second]).suspects[0]!.severity).toBe('leak');
    expect(growthOverSnapshots([second, second]).suspects[0]!.severity).toBe('info');
  });
});
