import { expect, test } from 'vitest';
import { findSuspects } from '../../src/views/find-suspects.js';
import { graphOf } from '../support/graph-of.js';
import { HeapPlan } from '../support/heap-plan.js';

/** A registry with a Map of sessions, each with a payload; held by the global object, or else by the stack alone. */
function registry({
  sessions,
  size,
  isGlobal = true,
}: {
  sessions: number;
  size: number;
  isGlobal?: boolean;
}): HeapPlan {
  const heap = new HeapPlan();
  const owner = heap.object('SessionRegistry');
  if (isGlobal) heap.link(HeapPlan.GLOBAL, 'property', 'registry', owner);
  else holdBy(heap, '(Stack roots)', owner);
  const table = heap.mapIn(owner, 'sessions');
  for (let index = 0; index < sessions; index++) {
    const session = heap.object('Session', 50);
    const payload = heap.add('string', `payload ${index}`, size - 50);
    heap.link(table, 'internal', String(index), session);
    heap.link(session, 'property', 'payload', payload);
  }
  return heap;
}

/** Has a group of V8's roots hold a node. */
function holdBy(heap: HeapPlan, group: string, node: number): void {
  const root = heap.add('synthetic', group, 0);
  heap.link(HeapPlan.GC_ROOTS, 'element', root, root);
  heap.link(root, 'element', 1, node);
}

test('the Map, whose it is, and what is in it', async () => {
  const suspects = findSuspects(await graphOf(registry({ sessions: 2_000, size: 1_000 })));
  expect(suspects).toHaveLength(1);
  expect(suspects[0]).toMatchObject({
    severity: 'accumulation',
    holder: {
      class: 'Map',
      owner: 'SessionRegistry',
      field: 'sessions',
      reached: 'SessionRegistry.sessions (Map)',
    },
    leakedClass: 'Session',
    count: 2_000,
    isChain: false,
    growth: undefined,
  });
  expect(suspects[0]!.share).toBeGreaterThan(0.99);
  expect(suspects[0]!.path.steps.map(({ edge }) => edge.name).slice(0, 4)).toEqual([
    '1',
    'registry',
    'sessions',
    'table',
  ]);
  expect(suspects[0]!.text).toMatch(/^SessionRegistry\.sessions \(Map\) holds 2,000 Session, 1\.91 MiB \(/);
});

test('the Map too where native code has its table in hand', async () => {
  const plan = (sessions: number) => registry({ sessions, size: 1_000, isGlobal: false });
  const before = await graphOf(plan(2_000));
  const heap = plan(4_000);
  holdBy(
    heap,
    '(Handle scope)',
    heap.nodes.findIndex(({ type }) => type === 'array'),
  );
  expect(findSuspects(await graphOf(heap), { earlier: [before] })[0]).toMatchObject({
    severity: 'leak',
    holder: { reached: 'SessionRegistry.sessions (Map)' },
    leakedClass: 'Session',
  });
});

test('a small pile is no more than told', async () => {
  const suspects = findSuspects(await graphOf(registry({ sessions: 900, size: 1_000 })));
  expect(suspects.map(({ severity }) => severity)).toEqual(['info']);
});

test('a large pile in a far larger heap is no more than told', async () => {
  const heap = registry({ sessions: 2_000, size: 1_000 });
  heap.link(
    HeapPlan.GLOBAL,
    'property',
    'image',
    heap.add('native', 'system / JSArrayBufferData', 50_000_000),
  );
  const severities = findSuspects(await graphOf(heap)).map(({ severity }) => severity);
  expect(severities).not.toContain('accumulation');
});

test('a linked list of 20,000 is one suspect, held by whom its first link is held', async () => {
  const heap = new HeapPlan();
  const log = heap.object('AuditLog');
  heap.link(HeapPlan.GLOBAL, 'property', 'log', log);
  let [from, field] = [log, 'newest'];
  for (let link = 0; link < 20_000; link++) {
    const entry = heap.object('AuditEntry', 60);
    heap.link(entry, 'property', 'text', heap.add('string', `entry ${link}`, 40));
    heap.link(from, 'property', field, entry);
    [from, field] = [entry, 'next'];
  }
  const suspects = findSuspects(await graphOf(heap));
  expect(suspects).toHaveLength(1);
  expect(suspects[0]).toMatchObject({
    holder: { class: 'AuditEntry', owner: 'AuditLog', field: 'newest' },
    leakedClass: 'AuditEntry',
    count: 20_000,
    isChain: true,
    retainedSize: 2_000_000,
  });
});

test('a chain of closures whose contexts hold the previous is told by the object in it', async () => {
  const heap = new HeapPlan();
  const handler = heap.add('closure', 'handler');
  let from = heap.object('system / Context');
  heap.link(HeapPlan.GLOBAL, 'property', 'handler', handler);
  heap.link(handler, 'internal', 'context', from);
  for (let turn = 0; turn < 3_000; turn++) {
    const thing = heap.object('Thing', 500);
    const closure = heap.add('closure', 'method', 64);
    const context = heap.object('system / Context', 48);
    heap.link(from, 'context', turn === 0 ? 'theThing' : 'original', thing);
    heap.link(thing, 'property', 'method', closure);
    heap.link(closure, 'internal', 'context', context);
    from = context;
  }
  const [suspect] = findSuspects(await graphOf(heap));
  expect(suspect).toMatchObject({
    leakedClass: 'Thing',
    count: 3_000,
    isChain: true,
    holder: { class: 'Thing', reached: 'variable theThing (Thing)' },
  });
});

test('values of a WeakMap are what piles up, and who holds their keys holds them', async () => {
  const heap = new HeapPlan();
  const log = heap.object('Log');
  heap.link(HeapPlan.GLOBAL, 'property', 'log', log);
  const table = heap.add('array', '', 64, 7);
  heap.link(HeapPlan.GLOBAL, 'internal', 'ephemerons', table);
  const list = heap.object('Array');
  heap.link(log, 'property', 'closed', list);
  for (let index = 0; index < 2_000; index++) {
    const [keyId, valueId] = [100_001 + 4 * index, 100_003 + 4 * index];
    const key = heap.object('Connection', 50, keyId);
    const value = heap.object('Stats', 950, valueId);
    heap.link(list, 'element', index, key);
    const name = `${index} / part of key (Connection @${keyId}) -> value (Stats @${valueId}) pair in WeakMap (table @7)`;
    heap.link(key, 'internal', name, value);
    heap.link(table, 'internal', name, value);
  }
  expect(findSuspects(await graphOf(heap))[0]).toMatchObject({
    holder: { class: 'Array', owner: 'Log', field: 'closed' },
    leakedClass: 'Stats',
    count: 2_000,
  });
});

test('values of a WeakMap whose keys a running function alone has are held by what it has them in', async () => {
  const heap = new HeapPlan();
  const stack = heap.add('synthetic', '(Stack roots)', 0);
  heap.link(HeapPlan.GC_ROOTS, 'element', 7, stack);
  const open = heap.object('Array');
  heap.link(stack, 'element', 31, open);
  const transcripts = heap.object('WeakMap');
  const table = heap.add('array', '', 64, 7);
  heap.link(HeapPlan.GLOBAL, 'property', 'transcripts', transcripts);
  heap.link(transcripts, 'internal', 'table', table);
  for (let index = 0; index < 2_000; index++) {
    const [keyId, valueId] = [100_001 + 4 * index, 100_003 + 4 * index];
    const key = heap.object('Session', 50, keyId);
    const value = heap.object('Transcript', 950, valueId);
    heap.link(open, 'element', index, key);
    const name = `${index} / part of key (Session @${keyId}) -> value (Transcript @${valueId}) pair in WeakMap (table @7)`;
    heap.link(key, 'internal', name, value);
    heap.link(table, 'internal', name, value);
  }
  expect(findSuspects(await graphOf(heap))[0]).toMatchObject({
    severity: 'accumulation',
    holder: { class: 'Array', reached: 'Array held by a running function' },
    leakedClass: 'Transcript',
    count: 2_000,
    path: { root: 'stack' },
  });
});

test('a collection that a WeakMap has by its owner is told by both', async () => {
  const heap = new HeapPlan();
  const store = heap.object('Store', 16, 5001);
  heap.link(HeapPlan.GLOBAL, 'property', 'store', store);
  const fields = heap.object('WeakMap');
  const table = heap.add('array', '', 64, 7);
  heap.link(HeapPlan.GLOBAL, 'property', '_Store_entries', fields);
  heap.link(fields, 'internal', 'table', table);
  const entries = heap.object('Map', 32, 5003);
  const name = '1 / part of key (Store @5001) -> value (Map @5003) pair in WeakMap (table @7)';
  heap.link(store, 'internal', name, entries);
  heap.link(table, 'internal', name, entries);
  const entriesTable = heap.add('array', '', 64);
  heap.link(entries, 'internal', 'table', entriesTable);
  for (let index = 0; index < 2_000; index++)
    heap.link(entriesTable, 'internal', String(index), heap.object('Entry', 1_000));
  expect(findSuspects(await graphOf(heap))[0]).toMatchObject({
    holder: {
      owner: 'Store',
      field: '_Store_entries',
      reached: 'Store[value in WeakMap _Store_entries] (Map)',
    },
    leakedClass: 'Entry',
  });
});

test("what hangs on a chain of V8's own is told, and what has the chain", async () => {
  const heap = new HeapPlan();
  const registry = heap.object('FinalizationRegistry');
  heap.link(HeapPlan.GLOBAL, 'property', 'cleanups', registry);
  let last = registry;
  for (let link = 0; link < 2_000; link++) {
    const cell = heap.add('hidden', 'system / WeakCell', 40);
    const closure = heap.add('closure', 'release', 60);
    const context = heap.object('system / Context', 40);
    heap.link(last, 'hidden', 2, cell);
    heap.link(cell, 'hidden', 1, closure);
    heap.link(closure, 'internal', 'context', context);
    heap.link(context, 'context', 'texture', heap.object('Texture', 900));
    last = cell;
  }
  const [suspect] = findSuspects(await graphOf(heap));
  expect(suspect).toMatchObject({
    holder: { class: 'FinalizationRegistry', field: 'cleanups' },
    leakedClass: 'Texture',
    count: 2_000,
    isChain: true,
    isHung: true,
  });
  expect(suspect!.text).toContain(' holds 2,000 Texture in a chain, ');
});

test('views that share a slab are what piles up, not the slabs', async () => {
  const heap = new HeapPlan();
  const store = heap.object('Store');
  heap.link(HeapPlan.GLOBAL, 'property', 'store', store);
  const list = heap.object('Array');
  heap.link(store, 'property', 'chunks', list);
  for (let slab = 0; slab < 250; slab++) {
    const buffer = heap.object('ArrayBuffer', 100);
    heap.link(buffer, 'internal', 'backing_store', heap.add('native', 'system / JSArrayBufferData', 8_192));
    for (let view = 0; view < 2; view++) {
      const slice = heap.object('Buffer', 90);
      heap.link(list, 'element', 2 * slab + view, slice);
      heap.link(slice, 'property', 'buffer', buffer);
    }
  }
  expect(findSuspects(await graphOf(heap))[0]).toMatchObject({ leakedClass: 'Buffer', count: 500 });
});

test('what several hold, in the one through which it is reached', async () => {
  const heap = new HeapPlan();
  const tables = ['byId', 'byName'].map((name) => {
    const index = heap.object(`${name}Index`);
    heap.link(HeapPlan.GLOBAL, 'property', name, index);
    return heap.mapIn(index, 'users');
  });
  for (let user = 0; user < 2_000; user++) {
    const record = heap.object('User', 1_000);
    for (const table of tables) heap.link(table, 'internal', String(user), record);
  }
  expect(findSuspects(await graphOf(heap))[0]).toMatchObject({
    leakedClass: 'User',
    count: 2_000,
    holder: { class: 'Map', field: 'users' },
  });
});

test('code, shapes and modules are never suspects', async () => {
  const heap = new HeapPlan();
  const cache = heap.object('Object');
  heap.link(HeapPlan.GLOBAL, 'property', 'cache', cache);
  const library = heap.object('Object');
  heap.link(HeapPlan.GLOBAL, 'property', 'library', library);
  for (let index = 0; index < 3_000; index++) {
    const module = heap.object('Module', 500);
    heap.link(cache, 'property', `/srv/${index}.js`, module);
    const code = heap.add('code', `function ${index}`, 500);
    heap.link(HeapPlan.GLOBAL, 'internal', `code${index}`, code);
    const closure = heap.add('closure', 'exported', 500);
    heap.link(closure, 'internal', 'shared', heap.add('code', `shared ${index}`, 16));
    heap.link(library, 'property', `f${index}`, closure);
    heap.link(HeapPlan.GC_ROOTS, 'element', index + 2, heap.add('object shape', 'system / Map', 500));
  }
  expect(findSuspects(await graphOf(heap))).toEqual([]);
});

test('shards of one size are one pile; one that outgrows the others is a pile of its own', async () => {
  const plan = (sizes: readonly number[]): HeapPlan => {
    const heap = new HeapPlan();
    const cache = heap.object('ShardedCache');
    heap.link(HeapPlan.GLOBAL, 'property', 'cache', cache);
    const list = heap.object('Array');
    heap.link(cache, 'property', 'shards', list);
    for (const [index, count] of sizes.entries()) {
      const shard = heap.object('Map');
      heap.link(list, 'element', index, shard);
      const table = heap.add('array', '');
      heap.link(shard, 'internal', 'table', table);
      for (let entry = 0; entry < count; entry++)
        heap.link(table, 'internal', String(entry), heap.object('Entry', 500));
    }
    return heap;
  };
  const even = findSuspects(await graphOf(plan([900, 900, 900, 900, 900])));
  expect(even[0]).toMatchObject({
    holder: { class: 'Array', field: 'shards' },
    leakedClass: 'Entry',
    count: 4_500,
  });
  const uneven = findSuspects(await graphOf(plan([300, 300, 300, 300, 4_000])));
  expect(uneven[0]).toMatchObject({ holder: { class: 'Map' }, leakedClass: 'Entry', count: 4_000 });
});

test('a collection of numbers is itself what is large', async () => {
  const heap = new HeapPlan();
  const chart = heap.object('Chart');
  heap.link(HeapPlan.GLOBAL, 'property', 'chart', chart);
  const points = heap.object('Array');
  heap.link(chart, 'property', 'points', points);
  heap.link(points, 'internal', 'elements', heap.add('array', '', 3_000_000));
  expect(findSuspects(await graphOf(heap))[0]).toMatchObject({
    severity: 'accumulation',
    holder: { class: 'Array', owner: 'Chart', field: 'points' },
    leakedClass: 'Array',
    count: 1,
    isCollection: true,
  });
});

test('timers in many lists are judged together', async () => {
  const heap = new HeapPlan();
  const lists = heap.object('Object');
  heap.link(HeapPlan.GLOBAL, 'property', 'lists', lists);
  for (let list = 0; list < 3; list++) {
    const timers = heap.object('TimersList');
    heap.link(lists, 'element', 1_000 + list, timers);
    for (let timer = 0; timer < 1_000; timer++)
      heap.link(timers, 'property', `t${timer}`, heap.object('Timeout', 500));
  }
  const [first, ...others] = findSuspects(await graphOf(heap));
  expect(first).toMatchObject({ severity: 'accumulation', leakedClass: 'Timeout', count: 1_000 });
  expect(first!.text).toContain('2 more such');
  expect(others.map(({ severity }) => severity)).toEqual(['info', 'info']);
});
