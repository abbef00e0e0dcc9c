import { expect, test } from 'vitest';
import type { RetainingPath } from '../../src/views/retaining-path.js';
import { retainingPaths } from '../../src/views/retaining-paths.js';
import { graphOf } from '../support/graph-of.js';
import { HeapPlan } from '../support/heap-plan.js';

const told = ({ steps }: RetainingPath): readonly string[] =>
  steps
    .slice(1)
    .map(({ edge, class: name, repeats }) => `${edge.text} ${name}${repeats > 1 ? ` x${repeats}` : ''}`);

test('steps are told as the program has them, weak edges never', async () => {
  const heap = new HeapPlan();
  const item = heap.object('Item');
  const list = heap.object('Array');
  const elements = heap.add('array', '');
  const owner = heap.object('Owner');
  heap.link(HeapPlan.GLOBAL, 'weak', '1', item);
  heap.link(HeapPlan.GLOBAL, 'property', 'odd name', owner);
  heap.link(owner, 'property', '#items', list);
  heap.link(list, 'internal', 'elements', elements);
  heap.link(elements, 'element', 3, item);
  const [path] = retainingPaths(await graphOf(heap), item);
  expect(path!.root).toBe('global');
  expect(told(path!)).toEqual(['["odd name"] Owner', '.#items Array', 'elements (array)', '[3] Item']);
});

test('a property goes before a hidden slot of the same length', async () => {
  const heap = new HeapPlan();
  const target = heap.object('Target');
  const [hidden, named] = [heap.object('A'), heap.object('B')];
  heap.link(HeapPlan.GLOBAL, 'property', 'a', hidden);
  heap.link(HeapPlan.GLOBAL, 'property', 'b', named);
  heap.link(hidden, 'hidden', 1, target);
  heap.link(named, 'property', 'target', target);
  expect(told(retainingPaths(await graphOf(heap), target)[0]!)).toEqual(['.b B', '.target Target']);
});

test('a long list is told in one step', async () => {
  const heap = new HeapPlan();
  let last = heap.object('Link');
  heap.link(HeapPlan.GLOBAL, 'property', 'head', last);
  for (let link = 1; link < 20_000; link++) {
    const next = heap.object('Link');
    heap.link(last, 'property', 'next', next);
    last = next;
  }
  const [path] = retainingPaths(await graphOf(heap), last);
  expect(path!.length).toBe(20_001);
  expect(told(path!)).toEqual(['.head Link', '.next Link x19999']);
});

test('steps that take turns are told together', async () => {
  const heap = new HeapPlan();
  let last = HeapPlan.GLOBAL;
  for (let turn = 0; turn < 50; turn++) {
    const promise = heap.object('Promise');
    const reaction = heap.object('Reaction');
    heap.link(last, 'internal', 'promise', promise);
    heap.link(promise, 'internal', 'reactions', reaction);
    last = reaction;
  }
  const [path] = retainingPaths(await graphOf(heap), last);
  expect(told(path!)).toEqual(['promise Promise x50', 'reactions Reaction x50']);
  expect(path!.steps[1]!.runLength).toBe(2);
});

test('the value of a WeakMap is held by its key', async () => {
  const heap = new HeapPlan();
  const key = heap.object('Connection', 16, 7001);
  const map = heap.object('WeakMap');
  const table = heap.add('array', '', 64, 7003);
  const value = heap.object('Stats', 16, 7005);
  heap.link(HeapPlan.GLOBAL, 'property', 'stats', map);
  heap.link(map, 'internal', 'table', table);
  const holder = heap.object('Holder');
  const holder2 = heap.object('Holder');
  heap.link(HeapPlan.GLOBAL, 'property', 'open', holder);
  heap.link(holder, 'property', 'inner', holder2);
  heap.link(holder2, 'property', 'connection', key);
  const name = '1 / part of key (Connection @7001) -> value (Stats @7005) pair in WeakMap (table @7003)';
  heap.link(key, 'internal', name, value);
  heap.link(table, 'internal', name, value);
  expect(told(retainingPaths(await graphOf(heap), value)[0]!)).toEqual([
    '.open Holder',
    '.inner Holder',
    '.connection Connection',
    'value in WeakMap stats for key Connection @7001 Stats',
  ]);
});

test('a value of a WeakMap whose key only the stack has is held by its key', async () => {
  const heap = new HeapPlan();
  const stack = heap.add('synthetic', '(Stack roots)', 0);
  const map = heap.object('WeakMap', 32);
  const table = heap.add('array', '', 64, 7003);
  const key = heap.object('Session', 16, 7001);
  const value = heap.object('Transcript', 16, 7005);
  heap.link(HeapPlan.GC_ROOTS, 'element', 7, stack);
  heap.link(stack, 'element', 30, key);
  heap.link(HeapPlan.GLOBAL, 'property', 'transcripts', map);
  heap.link(map, 'internal', 'table', table);
  const name = '1 / part of key (Session @7001) -> value (a secret @7005) pair in WeakMap (table @7003)';
  heap.link(key, 'internal', name, value);
  heap.link(table, 'internal', name, value);
  const graph = await graphOf(heap);
  // As in Chrome DevTools: what the program does not reach holds nothing that it does.
  expect(graph.dominators[value]).toBe(0);
  const [path, other] = retainingPaths(graph, value, { most: 2 });
  expect(other).toBeUndefined();
  expect(path!.root).toBe('stack');
  expect(told(path!).slice(1)).toEqual([
    '[30] Session',
    'value in WeakMap transcripts for key Session @7001 Transcript',
  ]);
  expect(JSON.stringify(path)).not.toContain('secret');
});

test('other ways end in other holders and never lead through the node itself', async () => {
  const heap = new HeapPlan();
  const target = heap.object('Target');
  const near = heap.object('Near');
  const far = heap.object('Far');
  const below = heap.object('Below');
  heap.link(HeapPlan.GLOBAL, 'property', 'near', near);
  heap.link(near, 'property', 'far', far);
  heap.link(near, 'property', 'target', target);
  heap.link(far, 'property', 'target', target);
  heap.link(target, 'property', 'below', below);
  heap.link(below, 'property', 'back', target);
  const graph = await graphOf(heap);
  expect(retainingPaths(graph, target, { most: 5 }).map(told)).toEqual([
    ['.near Near', '.target Target'],
    ['.near Near', '.far Far', '.target Target'],
  ]);
  expect(retainingPaths(graph, target)).toHaveLength(1);
});

test('a variable is told with the file that it is declared in', async () => {
  const heap = new HeapPlan();
  const closure = heap.add('closure', 'handle');
  const shared = heap.add('code', '(shared function info)');
  const script = heap.add('code', '/srv/app.js');
  const inner = heap.object('system / Context');
  const outer = heap.object('system / Context');
  const cache = heap.object('Cache');
  heap.link(HeapPlan.GLOBAL, 'property', 'handle', closure);
  heap.link(closure, 'internal', 'shared', shared);
  heap.link(shared, 'internal', 'script', script);
  heap.link(closure, 'internal', 'context', inner);
  heap.link(inner, 'internal', 'previous', outer);
  heap.link(outer, 'context', 'cache', cache);
  const [path] = retainingPaths(await graphOf(heap), cache);
  expect(path!.steps.at(-1)).toMatchObject({ edge: { text: 'variable cache' }, file: '/srv/app.js' });
});

test('what only V8 holds begins at the group of roots that does', async () => {
  const heap = new HeapPlan();
  const handles = heap.add('synthetic', '(Global handles)', 0);
  const thing = heap.object('Wrap');
  heap.link(HeapPlan.GC_ROOTS, 'element', 4, handles);
  heap.link(handles, 'element', 0, thing);
  expect(retainingPaths(await graphOf(heap), thing)[0]!.root).toContain('global handle');
});
