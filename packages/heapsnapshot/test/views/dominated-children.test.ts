import { expect, test } from 'vitest';
import { childrenInDominatorTree, classesInDominatorTree } from '../../src/views/dominated-children.js';
import { commonPath } from '../../src/views/common-path.js';
import { graphOf } from '../support/graph-of.js';
import { HeapPlan } from '../support/heap-plan.js';

test('children of a node, largest first, with what is left out counted', async () => {
  const heap = new HeapPlan();
  const box = heap.object('Box');
  heap.link(HeapPlan.GLOBAL, 'property', 'box', box);
  const items = [300, 100, 200, 400].map((size) => heap.object(size > 250 ? 'Big' : 'Small', size));
  for (const [index, item] of items.entries()) heap.link(box, 'element', index, item);
  const below = heap.object('Small', 50);
  heap.link(items[1]!, 'property', 'next', below);
  const graph = await graphOf(heap);
  const { children, count, otherBytes } = childrenInDominatorTree(graph, box, { most: 2 });
  expect(children.map(({ node, retained }) => [node, retained])).toEqual([
    [items[3], 400],
    [items[0], 300],
  ]);
  expect(children[0]).toMatchObject({
    class: 'Big',
    type: 'object',
    self: 400,
    distance: 3,
    dominatorId: 1001,
  });
  expect([count, otherBytes]).toEqual([4, 350]);
  expect(classesInDominatorTree(graph, box)).toMatchObject([
    { class: 'Big', count: 2, self: 700, retained: 700 },
    { class: 'Small', count: 2, self: 300, retained: 350 },
  ]);
});

test('a group is held by its nearest common dominator', async () => {
  const heap = new HeapPlan();
  const cache = heap.object('Cache');
  heap.link(HeapPlan.GLOBAL, 'property', 'cache', cache);
  const table = heap.mapIn(cache, 'entries');
  const entries = [0, 1, 2].map((index) => {
    const entry = heap.object('Entry');
    heap.link(table, 'internal', String(index), entry);
    return entry;
  });
  const beside = heap.object('Beside');
  heap.link(cache, 'property', 'beside', beside);
  const graph = await graphOf(heap);
  expect(commonPath(graph, entries)?.holder).toBe(table);
  expect(commonPath(graph, [...entries, beside])?.holder).toBe(cache);
  expect(commonPath(graph, entries)?.path.steps.map(({ edge }) => edge.name)).toEqual([
    '1',
    'cache',
    'entries',
    'table',
  ]);
  expect(commonPath(graph, [])).toBeUndefined();
});
