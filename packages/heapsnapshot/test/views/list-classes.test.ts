import { expect, test } from 'vitest';
import { listClasses } from '../../src/views/list-classes.js';
import { graphOf } from '../support/graph-of.js';
import { HeapPlan } from '../support/heap-plan.js';

/** A tree of Folders with Files in them, and a File beside it. */
function folders(): HeapPlan {
  const heap = new HeapPlan();
  const outer = heap.object('Folder', 100);
  const inner = heap.object('Folder', 100);
  const file = heap.object('File', 1000);
  const other = heap.object('File', 3000);
  heap.link(HeapPlan.GLOBAL, 'property', 'home', outer);
  heap.link(outer, 'property', 'child', inner);
  heap.link(inner, 'property', 'file', file);
  heap.link(HeapPlan.GLOBAL, 'property', 'other', other);
  return heap;
}

test('what is below another of its class is retained once', async () => {
  const rows = listClasses(await graphOf(folders()));
  expect(rows.find(({ name }) => name === 'Folder')).toMatchObject({
    count: 2,
    shallow: 200,
    retained: 1200,
  });
  expect(rows.find(({ name }) => name === 'File')).toMatchObject({ count: 2, shallow: 4000, retained: 4000 });
  const file = rows.find(({ name }) => name === 'File')!;
  expect(file.share).toBeCloseTo(4000 / 4216);
});

test('rows are ordered as asked, and no more than asked', async () => {
  const graph = await graphOf(folders());
  const names = (order: 'retained' | 'shallow' | 'count', most?: number): readonly string[] =>
    listClasses(graph, { order, ...(most !== undefined && { most }) }).map(({ name }) => name);
  expect(names('shallow', 2)).toEqual(['File', 'Folder']);
  expect(names('count').slice(0, 3)).toEqual(['File', 'Folder', '(synthetic)']);
  expect(names('retained')).toHaveLength(4);
});
