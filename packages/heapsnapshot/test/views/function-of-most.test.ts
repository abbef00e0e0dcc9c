import { expect, test } from 'vitest';
import { findSuspects } from '../../src/views/find-suspects.js';
import { graphOf } from '../support/graph-of.js';
import { HeapPlan } from '../support/heap-plan.js';

type Hold = (heap: HeapPlan, closure: number) => number;

/** The first suspect of a heap with a list of things that have closures of one function, and so many of another. */
async function suspectOf(hold: Hold, others = 0) {
  const heap = new HeapPlan();
  const list = heap.object('Set');
  heap.link(HeapPlan.GLOBAL, 'property', 'hooks', list);
  const table = heap.add('array', '', 64);
  heap.link(list, 'internal', 'table', table);
  const code = ['onData', ''].map((name) => {
    const shared = heap.add('code', name);
    heap.link(HeapPlan.GLOBAL, 'property', `keeps ${name}`, shared);
    heap.link(shared, 'internal', 'script', heap.add('code', 'file:///srv/app/server.mjs'));
    return shared;
  });
  const closures: number[] = [];
  for (let n = 0; n < 2_000; n++) {
    const kind = n < others ? 1 : 0;
    const closure = heap.add('closure', ['onData', ''][kind]!, 600);
    heap.link(closure, 'internal', 'shared', code[kind]!);
    heap.link(table, 'internal', String(n), hold(heap, closure));
    closures.push(closure);
  }
  const locations = closures.map((node, n) => ({ node, script: 7, line: n < others ? 4 : 39, column: 2 }));
  return findSuspects(await graphOf({ nodes: heap.nodes, edges: heap.edges, locations }))[0]!;
}

const itself: Hold = (_, closure) => closure;

test('a pile of functions is told by the function that all or most of them are', async () => {
  const all = await suspectOf(itself);
  expect(all.text).toMatch(/ holds 2,000 closures of onData \(server\.mjs:40\), 1\./);
  expect(all).toMatchObject({
    leakedClass: 'Function',
    function: { name: 'onData', file: 'file:///srv/app/server.mjs', line: 40, column: 3, isOfAll: true },
  });
  expect(all.path.steps.at(-1)).toMatchObject({ class: 'Function', function: { name: 'onData', line: 40 } });
  expect((await suspectOf(itself, 500)).text).toContain('closures of onData (server.mjs:40), most of them,');
  expect((await suspectOf(itself, 1_500)).text).toContain(
    'closures of (anonymous) (server.mjs:5), most of them,',
  );
  expect((await suspectOf(itself, 1_000)).text).toContain(' holds 2,000 Function, ');
});

test('a bound function is the one that it calls', async () => {
  const { text } = await suspectOf((heap, closure) => {
    const bound = heap.add('closure', 'native_bind', 32);
    heap.link(bound, 'internal', 'bound_function', closure);
    return bound;
  });
  expect(text).toContain(' holds 2,000 closures of onData (server.mjs:40), ');
});

test('generators and timers are told by theirs', async () => {
  const generator = await suspectOf((heap, closure) => {
    const call = heap.object('Generator', 100);
    heap.link(call, 'internal', 'function', closure);
    return call;
  });
  expect(generator.text).toContain('2,000 suspended calls of onData (server.mjs:40)');
  expect(generator.leakedClass).toBe('Generator');
  const timer = await suspectOf((heap, closure) => {
    const timeout = heap.object('Timeout', 100);
    heap.link(timeout, 'property', '_onTimeout', closure);
    return timeout;
  });
  expect(timer.text).toContain('2,000 Timeout that call onData (server.mjs:40)');
});
