import type { HeapGraph } from '@heaptide/heapsnapshot';
import { describe, expect, test } from 'vitest';
import { graphOf } from '../../../heapsnapshot/test/support/graph-of.js';
import { HeapPlan } from '../../../heapsnapshot/test/support/heap-plan.js';
import { checkSeries } from '../../src/snapshot/check-series.js';

const KEYS = Array.from({ length: 60 }, (_, index) => `key${index}`);

interface Heap {
  readonly closures?: readonly string[];
  readonly keys?: readonly string[];
  readonly things?: number;
}

function heapOf({ closures = ['a', 'b', 'c'], keys = KEYS, things = 0 }: Heap = {}): Promise<HeapGraph> {
  const heap = new HeapPlan();
  for (const name of closures) heap.link(HeapPlan.GLOBAL, 'property', name, heap.add('closure', name, 64));
  const dictionary = heap.object('Object');
  heap.link(HeapPlan.GLOBAL, 'property', 'dictionary', dictionary);
  heap.link(dictionary, 'internal', 'properties', heap.add('array', '', 16 + 8 * (6 + 3 * 128)));
  for (const key of keys) heap.link(dictionary, 'property', key, heap.object('Thing'));
  for (let n = 0; n < things; n++) heap.link(HeapPlan.GLOBAL, 'element', n, heap.object('Thing'));
  return graphOf(heap);
}

const FILES = ['/dumps/a.heapsnapshot', '/dumps/b.heapsnapshot', '/dumps/c.heapsnapshot'];

describe('a series of heap snapshots', () => {
  test('of one process holds', async () => {
    const graphs = [await heapOf(), await heapOf({ things: 50 }), await heapOf({ things: 100 })];
    expect(checkSeries(FILES, graphs)).toBeUndefined();
  });

  test('is refused where one is of another process', async () => {
    const other = await heapOf({ closures: ['c', 'b', 'x'], keys: KEYS.toReversed() });
    const graphs = [await heapOf(), await heapOf(), other];
    expect(() => checkSeries(FILES, graphs)).toThrow(
      expect.objectContaining({
        code: 'HT_E_MIXED_SERIES',
        message: expect.stringMatching(/^b\.heapsnapshot and c\.heapsnapshot are of two processes/) as string,
      }),
    );
  });

  test('is refused out of order, by names that tell the files apart', async () => {
    const graphs = [await heapOf({ things: 50 }), await heapOf()];
    expect(() => checkSeries(['x/a.heapsnapshot', 'y/a.heapsnapshot'], graphs)).toThrow(
      expect.objectContaining({
        code: 'HT_E_USAGE',
        message: expect.stringMatching(/^y\/a\.heapsnapshot was taken before x\/a\.heapsnapshot/) as string,
      }),
    );
  });

  test('is in doubt where ids changed, or where nothing tells', async () => {
    const renumbered = await heapOf({ closures: ['c', 'a', 'b'] });
    expect(checkSeries(FILES, [await heapOf(), renumbered])).toMatch(/^objects have other ids in b\./);
    const strange = await heapOf({ closures: ['c', 'a', 'b'], keys: KEYS.slice(1) });
    expect(checkSeries(FILES, [await heapOf(), strange])).toMatch(/may be of another process$/);
  });
});
