import { describe, expect, test } from 'vitest';
import { findHolderOfMost } from '../../src/views/holder-of-most.js';
import { graphOf } from '../support/graph-of.js';
import { HeapPlan } from '../support/heap-plan.js';

const COUNT = 20;

function times<T>(make: (n: number) => T): T[] {
  return Array.from({ length: COUNT }, (_, n) => make(n));
}

/** Objects in a Map that a variable of a module has. */
function heapOfMap({ spared = 0 }: { readonly spared?: number } = {}) {
  const heap = new HeapPlan();
  const context = heap.add('object', 'system / Context');
  const map = heap.object('Map', 32);
  const table = heap.add('array', '', 64);
  heap.link(HeapPlan.GLOBAL, 'internal', 'context', context);
  heap.link(context, 'context', 'sessions', map);
  heap.link(map, 'internal', 'table', table);
  const objects = times((n) => {
    const object = heap.object('Session', 100);
    if (n < spared) heap.link(HeapPlan.GLOBAL, 'property', `other${n}`, object);
    else heap.link(table, 'internal', String(n), object);
    return object;
  });
  return { heap, map, objects };
}

describe('what holds most of some objects', () => {
  test('is the Map of a table, named by its variable, with all that it retains', async () => {
    const { heap, map, objects } = heapOfMap();
    const graph = await graphOf(heap);
    const most = findHolderOfMost(graph, Uint32Array.from(objects))!;
    expect(most).toMatchObject({
      holder: { node: map, class: 'Map', field: 'sessions' },
      held: COUNT,
      retainedSize: 32 + 64 + COUNT * 100,
    });
    expect(most.path.steps.map(({ node }) => node)).toContain(map);
    expect(most.path.steps.at(-1)!.class).toBe('Session');
  });

  test('need not hold all of them', async () => {
    const { heap, map, objects } = heapOfMap({ spared: 9 });
    const most = findHolderOfMost(await graphOf(heap), Uint32Array.from(objects));
    expect(most).toMatchObject({ holder: { node: map }, held: COUNT - 9 });
  });

  test('is nothing where it holds no more than half', async () => {
    const { heap, objects } = heapOfMap({ spared: 10 });
    expect(findHolderOfMost(await graphOf(heap), Uint32Array.from(objects))).toBeUndefined();
  });

  test('is the promise, of a row of reactions that hold each other', async () => {
    const heap = new HeapPlan();
    const promise = heap.object('Promise');
    heap.link(HeapPlan.GLOBAL, 'property', 'ready', promise);
    let above = promise;
    const objects = times(() => {
      const reaction = heap.add('object', 'system / PromiseReaction');
      heap.link(above, 'internal', above === promise ? 'reactions_or_result' : '0', reaction);
      const job = heap.object('Job', 100);
      heap.link(reaction, 'internal', '2', job);
      above = reaction;
      return job;
    });
    const most = findHolderOfMost(await graphOf(heap), Uint32Array.from(objects));
    expect(most).toMatchObject({ holder: { node: promise, class: 'Promise' }, held: COUNT });
  });

  test('is one each, where native code has a handle for every one', async () => {
    const heap = new HeapPlan();
    const handles = heap.add('synthetic', '(Global handles)', 0);
    heap.link(HeapPlan.GC_ROOTS, 'element', 1, handles);
    const objects = times((n) => {
      const watcher = heap.object('FSWatcher', 50);
      const view = heap.object('View', 100);
      heap.link(handles, 'internal', String(n), watcher);
      heap.link(watcher, 'property', 'view', view);
      return view;
    });
    const most = findHolderOfMost(await graphOf(heap), Uint32Array.from(objects.slice(0, 5)));
    expect(most).toMatchObject({
      holder: { class: 'FSWatcher' },
      held: 5,
      each: COUNT,
      retainedSize: COUNT * 150,
    });
  });

  test('is nothing where V8 itself holds them one by one', async () => {
    const heap = new HeapPlan();
    const objects = times((n) => {
      const object = heap.object('Session', 100);
      heap.link(HeapPlan.GC_ROOTS, 'internal', String(n), object);
      return object;
    });
    expect(findHolderOfMost(await graphOf(heap), Uint32Array.from(objects))).toBeUndefined();
  });
});
