import { expect, test } from 'vitest';
import { summariseKinds } from '../../src/views/summarise-kinds.js';
import { graphOf } from '../support/graph-of.js';
import { HeapPlan } from '../support/heap-plan.js';

test('every byte has a kind, and elements that only their array has are the array’s', async () => {
  const heap = new HeapPlan();
  const add = (type: string, name: string, size: number): number => {
    const node = heap.add(type, name, size);
    heap.link(HeapPlan.GLOBAL, 'property', `p${node}`, node);
    return node;
  };
  const array = add('object', 'Array', 100);
  const elements = heap.add('array', '', 1000);
  heap.link(array, 'internal', 'elements', elements);
  add('code', 'f', 10);
  add('string', 'text', 20);
  add('concatenated string', 'text', 30);
  add('sliced string', 'text', 40);
  add('object shape', 'system / Map', 50);
  add('native', 'system / JSArrayBufferData', 60);
  add('native', 'Node / Thing', 70);
  const kinds = summariseKinds(
    await graphOf({ nodes: heap.nodes, edges: heap.edges, extraNativeBytes: 5000 }),
  );
  expect(kinds).toEqual({
    total: 1396 + 5000,
    code: 10,
    strings: 90,
    jsArrays: 1100,
    arrayBuffers: 60,
    native: 5130,
    system: 0,
    rest: 66,
  });
});

test('elements that two arrays share are neither’s', async () => {
  const heap = new HeapPlan();
  const elements = heap.add('array', '', 1000);
  for (const name of ['a', 'b']) {
    const array = heap.object('Array', 100);
    heap.link(HeapPlan.GLOBAL, 'property', name, array);
    heap.link(array, 'internal', 'elements', elements);
  }
  const { jsArrays, rest } = summariseKinds(await graphOf(heap));
  expect([jsArrays, rest]).toEqual([200, 1016]);
});
