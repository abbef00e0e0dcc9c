import { describe, expect, test } from 'vitest';
import { findSuspects } from '../../src/views/find-suspects.js';
import { graphOf } from '../support/graph-of.js';
import { HeapPlan } from '../support/heap-plan.js';

interface Pile {
  readonly class: string;
  readonly count: number;
  /** Bytes of each. */
  readonly size: number;
  /** Places of the array that holds them; more than it needs unless given. */
  readonly room?: number;
  /** Bytes that the heap has beside it. */
  readonly beside?: number;
}

/** Severity of what an array holds. */
async function severityOf({ class: name, count, size, room = count + 17, beside = 0 }: Pile) {
  const heap = new HeapPlan();
  const list = heap.object('Array');
  heap.link(HeapPlan.GLOBAL, 'property', 'list', list);
  heap.link(list, 'internal', 'elements', heap.add('array', '', 16 + 8 * room));
  for (let n = 0; n < count; n++) heap.link(list, 'element', n, heap.object(name, size));
  for (let n = 0; n < 10; n++) {
    heap.link(
      HeapPlan.GLOBAL,
      'property',
      `data${n}`,
      heap.add('native', 'system / JSArrayBufferData', beside / 10),
    );
  }
  const suspects = findSuspects(await graphOf(heap));
  const suspect = suspects.find(({ leakedClass }) => leakedClass === name);
  expect(suspect).toMatchObject({ count, holder: { field: 'list' } });
  return suspect!.severity;
}

describe('an array of', () => {
  test('many things is suspected', async () => {
    expect(await severityOf({ class: 'Session', count: 2_000, size: 1_000, beside: 4_000_000 })).toBe(
      'accumulation',
    );
  });

  test('things that it was made with at once is, if it has half of the heap', async () => {
    const table = { class: 'Range', count: 2_000, size: 1_000, room: 2_000 };
    expect(await severityOf({ ...table, beside: 3_000_000 })).toBe('info');
    expect(await severityOf({ ...table, beside: 1_000_000 })).toBe('accumulation');
  });

  test('a few large things is, if it has half of the heap', async () => {
    const few = { class: 'Catalogue', count: 5, size: 400_000 };
    expect(await severityOf({ ...few, beside: 3_000_000 })).toBe('info');
    expect(await severityOf({ ...few, beside: 1_000_000 })).toBe('accumulation');
    expect(await severityOf({ ...few, count: 8, beside: 6_000_000 })).toBe('accumulation');
  });

  test('buffers as many as a pool has is, if it has nearly all of the heap', async () => {
    const pool = { class: 'Buffer', count: 64, size: 65_536 };
    expect(await severityOf({ ...pool, beside: 3_000_000 })).toBe('info');
    expect(await severityOf({ ...pool, beside: 300_000 })).toBe('accumulation');
    expect(await severityOf({ ...pool, count: 200, beside: 30_000_000 })).toBe('accumulation');
  });

  test('buffers that it was made with at once is none', async () => {
    expect(await severityOf({ class: 'Buffer', count: 256, size: 65_536, room: 256 })).toBe('info');
  });
});
