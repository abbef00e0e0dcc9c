import { describe, expect, it } from 'vitest';
import { type Canaries, createCanaries } from '../../src/probe/canaries.js';
import { createSealedQueue } from '../../src/probe/sealed-queue.js';
import { createWalk, type Walk, type WalkOptions } from '../../src/probe/walk.js';
import { createWalkNodes } from '../../src/probe/walk-nodes.js';
import { ownValues } from '../support/own-values.js';

const values = ownValues();
const OPTIONS: WalkOptions = {
  maxNodes: 10_000,
  readsWeakMaps: true,
  sameFunctions: { inCollections: 12, elsewhere: 40 },
};

interface Walked {
  readonly walk: Walk;
  readonly paths: readonly string[];
}

/** Walks from variables of a module, with these objects caught, to the end. */
function walkFrom(variables: object, caught: readonly unknown[], options = OPTIONS): Walked {
  const mine = new WeakSet<object>();
  const canaries: Canaries = createCanaries(values, mine, globalThis);
  for (const returned of caught) canaries.take({ returned, constructs: false, frames: [] });
  const walk = createWalk({ values, canaries, mine, createWalkNodes, createSealedQueue }, options);
  for (const [label, value] of Object.entries(variables)) {
    walk.addRoot({ label, url: 'file:///app.js', rank: 0, isSteady: false, value: value as object });
  }
  while (walk.step(1).left > 0);
  const paths = walk.hits.map(({ parent, label }) =>
    [...walk.pathTo(parent).map((step) => step.label), label].join(' '),
  );
  return { walk, paths };
}

describe('a caught object is met', () => {
  it('in a Map, however large, by its value and by its key', () => {
    const [byValue, byKey] = [{}, {}];
    const sessions = new Map<unknown, unknown>(Array.from({ length: 5000 }, (_, i) => [i, { i }]));
    sessions.set(2500.5, byValue).set(byKey, 1);
    for (let i = 0; i < 2000; i++) sessions.set(`later ${i}`, {});
    expect(walkFrom({ sessions }, [byValue, byKey]).paths).toEqual(['sessions [value]', 'sessions [key]']);
  });

  it('in the middle of an array, in a Set, in a dictionary', () => {
    const caught = [{}, {}, {}];
    const list: unknown[] = Array.from({ length: 3000 }, () => ({}));
    list[1500] = caught[0];
    const set = new Set<unknown>(Array.from({ length: 3000 }, () => ({}))).add(caught[1]);
    const byId = Object.fromEntries(
      Array.from({ length: 3000 }, (_, i) => [`id${i}`, i === 1500 ? caught[2] : {}]),
    );
    expect(walkFrom({ list, set, byId }, caught).paths).toEqual(['list [i]', 'set [entry]', 'byId [key]']);
  });

  it('by its text, where it is a string', () => {
    const ids = new Set(Array.from({ length: 200 }, (_, i) => `order ${i}`));
    const { paths } = walkFrom({ ids, last: { id: 'order 150' } }, ['order 150']);
    expect(paths).toEqual(['ids [entry]', 'last .id'].sort());
  });

  it('below an entry of a collection, by the way to it', () => {
    const rules: object[] = [];
    const sessions = new Map([['a', { server: { rules } }]]);
    expect(walkFrom({ sessions }, [rules]).paths).toEqual(['sessions [value] .server .rules']);
  });
});

describe('what no property tells is looked into', () => {
  it('what a promise has settled with', async () => {
    const caught = [{}, {}];
    const pending = new Map([['a', Promise.resolve({ user: caught[0] })]]);
    const refused = Promise.reject(new Error('no', { cause: caught[1] }));
    await expect(refused).rejects.toThrow('no');
    expect(walkFrom({ pending, last: { refused } }, caught).paths).toEqual([
      'pending [value] .{result} .user',
      'last .refused .{result} .cause',
    ]);
  });

  it('values of a WeakMap, where there is room for all of them', () => {
    const [service, visit] = [{}, {}];
    const visitsOf = new WeakMap([[service, new Map([[1, visit]])]]);
    expect(walkFrom({ visitsOf }, [visit]).paths).toEqual(['visitsOf .{value} [value]']);
    expect(walkFrom({ visitsOf }, [visit], { ...OPTIONS, readsWeakMaps: false }).paths).toEqual([]);
  });

  it('timers that repeat, and no timer beside them', () => {
    const caught = [{ beats: 0 }, { beats: 0 }] as const;
    const timers = [
      setInterval((each: { beats: number }) => each.beats++, 123_456, caught[0]),
      setTimeout((each: { beats: number }) => each.beats++, 123_456, caught[1]),
    ];
    try {
      const lists = values.timerLists()!;
      const { paths } = walkFrom({ timers: lists }, caught);
      expect(paths).toEqual(['timers [key] [timer] ._timerArgs [i]']);
    } finally {
      for (const timer of timers) clearTimeout(timer);
    }
  });

  it('what is behind a proxy, as if it was not there; and what its handler has', () => {
    const caught = [{}, {}];
    const orders = [new Proxy(caught[0]!, {})];
    const handler: ProxyHandler<object> & { last?: object } = { last: caught[1]! };
    const { walk, paths } = walkFrom({ app: { store: new Proxy({ orders }, handler) } }, caught);
    expect(paths).toEqual(['app .store (handler) .last', 'app .store .orders [i]']);
    const hit = walk.hits.find(({ label }) => label === '[i]')!;
    expect(hit.value === caught[0] && hit.entry === orders[0]).toBe(true);
  });
});

it('proxies behind proxies end it no sooner, nor handlers that are some', () => {
  const caught = {};
  let [target, handler]: [object, object] = [{}, {}];
  for (let i = 0; i < 20_000; i++) [target, handler] = [new Proxy(target, {}), new Proxy({}, handler)];
  const { paths } = walkFrom({ app: { target, handled: new Proxy({}, handler) }, last: { caught } }, [
    caught,
  ]);
  expect(paths).toEqual(['last .caught']);
});

it('keys that are data are told as [key]', () => {
  const caught = {};
  const { paths } = walkFrom({ byId: { '7f3a-1': { 'a b': caught } } }, [caught]);
  expect(paths).toEqual(['byId [key] [key]']);
});

it('ends at its budget of nodes, and says so', () => {
  const list = Array.from({ length: 90 }, () => ({}));
  const { walk } = walkFrom({ list }, [], { ...OPTIONS, maxNodes: 20 });
  const { nodes, cut, left } = walk.step(1);
  expect([nodes, left]).toEqual([20, 0]);
  expect(cut).toBeGreaterThan(70);
});

it('hands functions over to be opened, of one text no more than so many', () => {
  const listeners = Array.from({ length: 30 }, (_, i) => () => i);
  const { walk } = walkFrom({ listeners, handler: () => listeners }, []);
  const sealed = walk.takeSealed(100).map((node) => walk.nodeAt(node));
  expect(sealed).toHaveLength(1 + OPTIONS.sameFunctions.inCollections);
});

it('hands over what has private fields, save where an error is among its own', () => {
  class Table {
    readonly #rows = new Map();
    get size(): number {
      return this.#rows.size;
    }
  }
  const failed = Object.assign(new Table(), { lastError: new Error('x') });
  const table = new Table();
  const { walk } = walkFrom({ table, failed }, []);
  const opened = walk.takeSealed(100).map((node) => walk.nodeAt(node));
  expect(opened).toContain(table);
  expect(opened).not.toContain(failed);
});

it('goes on in slices over one large Map', () => {
  const mine = new WeakSet<object>();
  const canaries = createCanaries(values, mine, globalThis);
  const walk = createWalk({ values, canaries, mine, createWalkNodes, createSealedQueue }, OPTIONS);
  const large = new Map(Array.from({ length: 300_000 }, (_, i) => [i, i]));
  walk.addRoot({ label: 'large', url: '', rank: 0, isSteady: false, value: large });
  expect(walk.step(0).left).toBeGreaterThan(0);
  let steps = 1;
  while (walk.step(1).left > 0) steps++;
  expect(steps).toBeGreaterThan(3);
  expect(walk.met).toMatchObject([{ kind: 'Map', size: 300_000 }]);
});
