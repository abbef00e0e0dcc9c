import { describe, expect, test } from 'vitest';
import { findSuspects } from '../../src/views/find-suspects.js';
import { isNameOfCode } from '../../src/views/name-of-code.js';
import { retainingPaths } from '../../src/views/retaining-paths.js';
import { graphOf } from '../support/graph-of.js';
import { HeapPlan } from '../support/heap-plan.js';

test.each([
  'user@example.org',
  'a b',
  '1',
  'x'.repeat(41),
  'id20261127',
  'https://a',
  '',
  '日 本',
  '<symbol 12345>',
])('%j is no name of code', (key) => expect(isNameOfCode(key)).toBe(false));

test.each([
  'sessions',
  '#secret',
  '_events',
  '$set',
  'größe',
  'h2',
  'x'.repeat(40),
  '<symbol kEvents>',
  '<symbol node:x>',
])('%s is one', (name) => expect(isNameOfCode(name)).toBe(true));

describe('keys that look like names', () => {
  const USERS = Array.from({ length: 20 }, (_, index) => `user_${index}`);

  /** An object that has sessions by these keys, in a table with room for so many or as fields; and what else the heap has. */
  function sessionsBy(
    keys: readonly string[],
    { room = 32, owner = 'Object' }: { room?: number; owner?: string } = {},
    more: (heap: HeapPlan) => void = () => undefined,
  ) {
    const heap = new HeapPlan();
    const sessions = heap.object(owner);
    heap.link(HeapPlan.GLOBAL, 'property', 'sessions', sessions);
    heap.link(sessions, 'internal', 'properties', heap.add('array', '', 16 + 8 * (6 + 3 * room)));
    const nodes = keys.map((key) => {
      const session = heap.object('Session');
      heap.link(sessions, 'property', key, session);
      return session;
    });
    more(heap);
    return graphOf(heap).then((graph) => retainingPaths(graph, nodes.at(-1)!)[0]!.steps.at(-1)!.edge.isKey);
  }

  test('are data in a large dictionary', async () => {
    expect(await sessionsBy(USERS)).toBe(true);
    expect(await sessionsBy(USERS, { owner: 'SessionTable' })).toBe(true);
  });

  test('stay data where another dictionary has them as well', async () => {
    const both = (heap: HeapPlan) => {
      const seen = heap.object('Object');
      heap.link(HeapPlan.GLOBAL, 'property', 'seen', seen);
      heap.link(seen, 'internal', 'properties', heap.add('array', '', 16 + 8 * (6 + 3 * 32)));
      for (const user of USERS) heap.link(seen, 'property', user, heap.object('Date'));
    };
    expect(await sessionsBy(USERS, {}, both)).toBe(true);
  });

  test('are names on a record, on an object of many fields, and of the global object', async () => {
    expect(await sessionsBy(USERS.slice(0, 12))).toBe(false);
    // Fields beside an object lie in an array that may be as large as a table for far fewer.
    expect(await sessionsBy(USERS, { room: 16 })).toBe(false);
    expect(await sessionsBy(USERS, { owner: 'global' })).toBe(false);
  });

  test('are names where something else is called so: a field, a variable, a function', async () => {
    const last = USERS.at(-1)!;
    const record = (heap: HeapPlan) => {
      const settings = heap.object('Settings');
      heap.link(HeapPlan.GLOBAL, 'property', 'settings', settings);
      heap.link(settings, 'property', last, heap.object('Thing'));
    };
    const variable = (heap: HeapPlan) => {
      const context = heap.object('system / Context');
      heap.link(HeapPlan.GLOBAL, 'property', 'context', context);
      heap.link(context, 'context', last, heap.object('Thing'));
    };
    const closure = (heap: HeapPlan) =>
      heap.link(HeapPlan.GLOBAL, 'property', 'f', heap.add('closure', last));
    const string = (heap: HeapPlan) => heap.link(HeapPlan.GLOBAL, 'property', 's', heap.add('string', last));
    expect(await sessionsBy(USERS, {}, record)).toBe(false);
    expect(await sessionsBy(USERS, {}, variable)).toBe(false);
    expect(await sessionsBy(USERS, {}, closure)).toBe(false);
    expect(await sessionsBy(USERS, {}, string)).toBe(true);
  });
});

test('a suspect tells its holder with and without such keys', async () => {
  const heap = new HeapPlan();
  const directory = heap.object('Directory');
  const tenants = heap.object('Object');
  heap.link(HeapPlan.GLOBAL, 'property', 'directory', directory);
  heap.link(directory, 'property', 'sessions', tenants);
  heap.link(tenants, 'internal', 'properties', heap.add('array', '', 16 + 8 * (6 + 3 * 32)));
  for (let n = 0; n < 20; n++) heap.link(tenants, 'property', `tenant_${n}`, heap.object('Array'));
  const list = heap.object('Array');
  heap.link(tenants, 'property', 'acme_corp', list);
  for (let n = 0; n < 2_000; n++) heap.link(list, 'element', n, heap.object('Session', 1_000));
  const [suspect] = findSuspects(await graphOf(heap));
  expect(suspect).toMatchObject({
    holder: {
      field: 'acme_corp',
      reached: 'Directory.sessions.acme_corp (Array)',
      shown: 'Directory.sessions["…"] (Array)',
    },
  });
  expect(suspect!.text).toMatch(/^Directory\.sessions\["…"\] \(Array\) holds 2,000 Session, /);
  expect(suspect!.textWithKeys).toMatch(/^Directory\.sessions\.acme_corp \(Array\) holds 2,000 Session, /);
});
