import { describe, expect, test } from 'vitest';
import type { HeapGraph } from '../../src/graph/heap-graph.js';
import { growthOverSnapshots } from '../../src/growth/growth-over-snapshots.js';
import { findSuspects } from '../../src/views/find-suspects.js';
import { graphOf } from '../support/graph-of.js';
import { HeapPlan } from '../support/heap-plan.js';

interface Shared {
  /** Bytes of the task that each is in. */
  readonly taskSize?: number;
  /** Timers of these numbers, which keep their ids. */
  readonly timers: readonly number[];
  /** Whether each is in a task of its own, and the tasks in the set. */
  readonly inTasks?: boolean;
}

/** Timers that a Set of the program has, and a list of Node's as well. */
function heapOf({ timers, inTasks = false, taskSize = 16 }: Shared): Promise<HeapGraph> {
  const heap = new HeapPlan(11);
  const poller = heap.object('Poller');
  heap.link(HeapPlan.GLOBAL, 'property', 'poller', poller);
  // Farther than the Set, so that this one is on the shortest ways.
  let list = HeapPlan.GLOBAL;
  for (let step = 0; step < 8; step++) {
    const next = heap.object('TimersList');
    heap.link(list, 'property', 'next', next);
    list = next;
  }
  const set = heap.object('Set', 32);
  const table = heap.add('array', '', 64);
  heap.link(poller, 'property', 'running', set);
  heap.link(set, 'internal', 'table', table);
  for (const number of timers) {
    const timer = heap.object('Timeout', 1_000, 100_001 + 4 * number);
    heap.link(list, 'element', number, timer);
    const task = inTasks ? heap.object('Task', taskSize, 100_003 + 4 * number) : timer;
    heap.link(table, 'internal', String(number), task);
    if (inTasks) heap.link(task, 'property', 'timer', timer);
    // Nearer to the root than all others, by another way.
    if (number === 7) heap.link(HeapPlan.GLOBAL, 'property', 'latest', timer);
  }
  return graphOf(heap);
}

const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);

describe('what a collection and another have', () => {
  test('is told by the one that is nearest, and by a way through it', async () => {
    const [suspect] = findSuspects(await heapOf({ timers: numbers(0, 2_000) }));
    expect(suspect).toMatchObject({
      severity: 'accumulation',
      leakedClass: 'Timeout',
      count: 2_000,
      holder: { class: 'Set', owner: 'Poller', field: 'running' },
    });
    expect(suspect!.path.steps.map(({ id }) => id)).toContain(suspect!.holder.id);
  });

  test('is told by the one that has what has one of them each', async () => {
    expect(findSuspects(await heapOf({ timers: numbers(0, 2_000), inTasks: true }))[0]).toMatchObject({
      leakedClass: 'Timeout',
      holder: { class: 'Set', owner: 'Poller', field: 'running' },
    });
  });

  test('is told by what has one of them each, if that is much as well', async () => {
    const [suspect, other] = findSuspects(
      await heapOf({ timers: numbers(0, 2_000), inTasks: true, taskSize: 600 }),
    );
    expect(suspect).toMatchObject({
      severity: 'accumulation',
      leakedClass: 'Task',
      count: 2_000,
      holder: { class: 'Set', owner: 'Poller', field: 'running' },
    });
    expect(suspect!.retainedSize).toBeGreaterThanOrEqual(2_000 * 1_600);
    expect(other).toBeUndefined();
  });

  test('leaks where it becomes more, and not where it turns over', async () => {
    const growth = async (...rounds: readonly (readonly number[])[]) =>
      growthOverSnapshots(await Promise.all(rounds.map((timers) => heapOf({ timers })))).suspects[0]!;
    const leak = await growth(numbers(0, 1_000), numbers(0, 2_000), numbers(0, 3_000));
    expect(leak).toMatchObject({
      severity: 'leak',
      retainedSize: 3_000_000,
      growth: { arrivals: [1_000, 1_000, 1_000], retained: [1_000_000, 2_000_000, 3_000_000] },
    });
    const full = await growth(numbers(0, 1_000), numbers(500, 1_500), numbers(1_000, 2_000));
    expect(full.severity).toBe('info');
  });
});
