import { beforeAll, expect, test } from 'vitest';
import {
  type CollectionCensus,
  type CollectionGroup,
  listCollections,
} from '../../src/census/collections.js';
import { graphOfProgram } from './graph-of-program.js';

const PROGRAM = `
  class Session { constructor(i) { this.tag = { i }; } }
  class Cache extends Map {}
  class Registry {
    sessions = new Map(); seen = new Set(); weak = new WeakMap(); weakSet = new WeakSet(); keys = []; list = [];
    byName = {}; byNumber = {}; cache = new Cache(); nested = new Map(); drained = new Map(); fresh = new Map();
    numbers = new Map(); doubles = []; sparse = [];
  }
  const registry = globalThis.registry = new Registry();
  for (let i = 0; i < 1000; i++) registry.sessions.set('k' + i, new Session(i));
  for (let i = 0; i < 900; i++) registry.sessions.delete('k' + i);
  for (let i = 0; i < 500; i++) registry.seen.add(new Session(i));
  for (let i = 0; i < 300; i++) { const key = new Session(i); registry.keys.push(key); registry.weak.set(key, { i }); }
  for (const key of registry.keys) registry.weakSet.add(key);
  for (let i = 0; i < 700; i++) registry.list.push(new Session(i));
  for (let i = 0; i < 400; i++) registry.byName['user-' + i] = new Session(i);
  for (let i = 0; i < 100; i++) registry.byNumber[i * 100_003] = new Session(i);
  for (let i = 0; i < 60; i++) registry.cache.set({ i }, i);
  for (let i = 0; i < 40; i++) registry.nested.set('n' + i, new Set(['a' + i, 'b' + i]));
  for (let i = 0; i < 400; i++) registry.drained.set({ i }, i);
  registry.drained.clear();
  for (let i = 0; i < 250; i++) registry.numbers.set(i, i);
  for (let i = 0; i < 2000; i++) registry.doubles.push(i + 0.5);
  registry.sparse[5_000_000] = new Session(1);
`;

let census: CollectionCensus;

beforeAll(async () => {
  census = listCollections(await graphOfProgram(PROGRAM), { most: 10_000 });
}, 90_000);

function group(owner: string, kind: string): CollectionGroup | undefined {
  return census.groups.find((one) => one.owner === owner && one.kind === kind);
}

test.each([
  ['Registry.sessions', 'Map', 100, 256],
  ['Registry.seen', 'Set', 500, 512],
  ['Registry.weak', 'WeakMap', 300, 512],
  ['Registry.weakSet', 'WeakSet', 300, 512],
  ['Registry.byName', 'dictionary', 400, 1024],
  ['Registry.cache', 'Map', 60, 64],
])('%s, a %s of %i entries', (owner, kind, entries, capacity) => {
  expect(group(owner, kind)).toMatchObject({ collections: 1, entries, capacity, unseen: 0 });
});

test('arrays count up to their last element, and the room behind it is wasted', () => {
  const list = group('Registry.list', 'Array')!;
  expect(list.entries).toBe(700);
  expect(list.capacity).toBeGreaterThanOrEqual(700);
  expect(list.wasted).toBeGreaterThan((list.capacity - list.entries) * 8 - 16);
  expect(list.wasted).toBeLessThanOrEqual((list.capacity - list.entries) * 8 + 16);
});

test('elements that are kept by number are as many as there are, not as far as they reach', () => {
  expect(group('Registry.byNumber', 'dictionary')).toMatchObject({ entries: 100 });
  expect(group('Registry.sparse', 'Array')).toMatchObject({ entries: 1 });
});

test('a full collection wastes less than one that was emptied', () => {
  const sessions = group('Registry.sessions', 'Map')!;
  const seen = group('Registry.seen', 'Set')!;
  expect(sessions.wasted / sessions.bytes).toBeGreaterThan(0.5);
  expect(seen.wasted / seen.bytes).toBeLessThan(0.05);
});

test('collections of numbers are unseen, and none of their room is called wasted', () => {
  expect(group('Registry.numbers', 'Map')).toMatchObject({ entries: 0, unseen: 1, wasted: 0 });
  expect(group('Registry.doubles', 'Array')).toMatchObject({ entries: 0, unseen: 1, wasted: 0 });
});

test('new and cleared ones are not unseen', () => {
  expect(group('Registry.fresh', 'Map')).toMatchObject({ entries: 0, unseen: 0, wasted: 0 });
  expect(group('Registry.drained', 'Map')).toMatchObject({ entries: 0, unseen: 0 });
});

test('entries of a collection are one group, without their keys', () => {
  expect(group('Registry.nested[]', 'Set')).toMatchObject({ collections: 40, entries: 80 });
});

test('what it retains counts once, and the largest come first', () => {
  const sessions = group('Registry.sessions', 'Map')!;
  expect(sessions.largest.retained).toBe(sessions.retained);
  expect(sessions.retained).toBeGreaterThan(sessions.bytes + 100 * 32);
  const retained = census.groups.map((one) => one.retained);
  expect(retained).toEqual(retained.toSorted((a, b) => b - a));
});

test('no more rows than asked for, and sums over all', () => {
  const sum = census.groups.reduce((all, one) => all + one.collections, 0);
  expect(sum).toBe(census.collections);
  expect(census.groups.length).toBeGreaterThan(20);
});
