import { beforeAll, describe, expect, test } from 'vitest';
import { listListeners, type ListenedEmitter } from '../../src/census/listeners.js';
import { listPendingPromises } from '../../src/census/pending-promises.js';
import { listTimers } from '../../src/census/timers.js';
import type { HeapGraph } from '../../src/graph/heap-graph.js';
import { graphOfProgram } from './graph-of-program.js';

const PROGRAM = `
  const { EventEmitter } = require('node:events');
  class Hub extends EventEmitter {}
  class Registry {}
  const registry = globalThis.registry = new Registry();
  const hub = registry.hub = new Hub();
  hub.setMaxListeners(0);
  for (let i = 0; i < 120; i++) hub.on('data', function onData() { return i; });
  hub.on('single', function onSingle() {});
  hub.once('later', function onLater() {});
  const closing = Symbol('closing');
  hub.on(closing, () => {});
  const target = registry.target = new EventTarget();
  for (let i = 0; i < 60; i++) target.addEventListener('message', function onMessage() { return i; });
  target.addEventListener('other', { handleEvent() {} });
  registry.quiet = new Hub();

  for (let i = 0; i < 80; i++) setTimeout(function expire() { return i; }, 30_000);
  for (let i = 0; i < 25; i++) setInterval(function tick() { return i; }, 5_000);
  for (let i = 0; i < 7; i++) setImmediate(function soon() { return i; });
  registry.dropped = [];
  for (let i = 0; i < 9; i++) { const timer = setTimeout(() => {}, 1_234); clearTimeout(timer); registry.dropped.push(timer); }

  registry.resolvers = []; registry.waiting = [];
  async function waiter(promise) { await promise; return registry; }
  for (let i = 0; i < 50; i++) registry.waiting.push(waiter(new Promise((resolve) => registry.resolvers.push(resolve))));
  const never = registry.never = new Promise(() => {});
  for (let i = 0; i < 20; i++) never.then(function whenDone() { return i; });
  registry.all = Promise.all([registry.never2 = new Promise(() => {})]);
  registry.done = Promise.resolve(registry);
  registry.failed = Promise.reject(new Error('no')); registry.failed.catch(() => {});
`;

let graph: HeapGraph;

beforeAll(async () => {
  graph = await graphOfProgram(PROGRAM);
}, 90_000);

describe('listeners', () => {
  function emitter(owner: string): ListenedEmitter | undefined {
    return listListeners(graph).emitters.find((one) => one.owner === owner);
  }

  test('of an emitter, by event and by function, whichever way they were added', () => {
    const hub = emitter('Registry.hub')!;
    expect(hub).toMatchObject({
      kind: 'EventEmitter',
      emitter: { class: 'Hub' },
      listeners: 123,
      eventCount: 4,
    });
    expect(hub.events[0]).toEqual({ event: 'data', listeners: 120 });
    expect(
      hub.events
        .slice(1)
        .map(({ event }) => event)
        .toSorted(),
    ).toEqual(['<symbol closing>', 'later', 'single']);
    expect(hub.functions[0]).toMatchObject({ name: 'onData', count: 120, line: 8 });
    expect(hub.functions.map(({ name }) => name)).toContain('onLater');
  });

  test('of an event target', () => {
    const target = emitter('Registry.target')!;
    expect(target).toMatchObject({ kind: 'EventTarget', listeners: 61, eventCount: 2 });
    expect(target.events).toContainEqual({ event: 'message', listeners: 60 });
    expect(target.functions[0]).toMatchObject({ name: 'onMessage', count: 60 });
  });

  test('an emitter that nobody listens to is not told', () => {
    expect(emitter('Registry.quiet')).toBeUndefined();
  });

  test('the most come first, and no more than asked for', () => {
    const { emitters, emitterCount } = listListeners(graph, { most: 1 });
    expect(emitters.map(({ owner }) => owner)).toEqual(['Registry.hub']);
    expect(emitterCount).toBeGreaterThan(1);
  });
});

describe('timers', () => {
  test('by duration, with what they call', () => {
    const { lists } = listTimers(graph);
    expect(lists[0]).toMatchObject({ kind: 'timeout', milliseconds: 30_000, timers: 80, intervals: 0 });
    expect(lists[0]!.callbacks).toEqual([expect.objectContaining({ name: 'expire', count: 80, line: 18 })]);
    expect(lists[1]).toMatchObject({ milliseconds: 5_000, timers: 25, intervals: 25 });
    expect(lists[0]!.retained).toBeGreaterThan(80 * 64);
  });

  test('immediates are a list, and cleared timers that are held one of their own', () => {
    const { lists } = listTimers(graph);
    const immediates = lists.find(({ kind }) => kind === 'immediate');
    expect(immediates).toMatchObject({ timers: 7, callbacks: [{ name: 'soon', count: 7 }] });
    expect(lists.find(({ kind }) => kind === 'cleared')).toMatchObject({ timers: 9 });
  });
});

describe('pending promises', () => {
  test('by who waits: an async function', () => {
    const awaits = listPendingPromises(graph).waiters.filter(({ kind }) => kind === 'await');
    expect(awaits).toHaveLength(1);
    expect(awaits[0]).toMatchObject({
      waiter: { name: 'waiter', line: 25 },
      owner: 'Registry.resolvers[]',
      promises: 50,
      waits: 50,
    });
    expect(awaits[0]!.retained).toBeGreaterThan(50 * 48);
  });

  test('a promise that many callbacks wait for is one promise', () => {
    const callbacks = listPendingPromises(graph).waiters.find(({ waiter }) => waiter.name === 'whenDone');
    expect(callbacks).toMatchObject({ kind: 'then', owner: 'Registry.never', promises: 1, waits: 20 });
  });

  test('Promise.all waits as a builtin', () => {
    const { waiters } = listPendingPromises(graph);
    const builtin = waiters.find(({ kind }) => kind === 'builtin');
    expect(builtin).toMatchObject({ owner: 'Registry.never2', promises: 1, waits: 1 });
    expect(builtin!.waiter.name).toMatch(/^PromiseAll/);
  });

  test('settled promises are none', () => {
    expect(listPendingPromises(graph).promises).toBe(52);
  });
});
