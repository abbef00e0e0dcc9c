import { describe, expect, test } from 'vitest';
import { bufferTable } from '../../../src/snapshot/census/buffers.js';
import { type CensusTable, renderCensusTable } from '../../../src/snapshot/census/census-table.js';
import { collectionTable } from '../../../src/snapshot/census/collections.js';
import { contextTable } from '../../../src/snapshot/census/contexts.js';
import { listenerTable } from '../../../src/snapshot/census/listeners.js';
import { promiseTable } from '../../../src/snapshot/census/promises.js';
import { sliceTable } from '../../../src/snapshot/census/sliced.js';
import { stringTable } from '../../../src/snapshot/census/strings.js';
import { timerTable } from '../../../src/snapshot/census/timers.js';

const HOSTILE = 'own\u001B[2Jer\u202E';
const PLACE = { name: 'onData', file: '/app/server.js', line: 12, column: 3 };

const TABLES: Readonly<Record<string, CensusTable>> = {
  collections: collectionTable({
    collections: 3,
    bytes: 4096,
    wasted: 1024,
    groups: [
      {
        owner: HOSTILE,
        kind: 'Map',
        collections: 2,
        entries: 41_233,
        capacity: 65_536,
        bytes: 4000,
        wasted: 1024,
        retained: 2 ** 25,
        unseen: 0,
        largest: { id: 5, entries: 41_000, retained: 2 ** 24 },
      },
      {
        owner: 'ids',
        kind: 'Set',
        collections: 1,
        entries: 0,
        capacity: 16,
        bytes: 96,
        wasted: 0,
        retained: 96,
        unseen: 1,
        largest: { id: 7, entries: 0, retained: 96 },
      },
    ],
  }),
  listeners: listenerTable(
    {
      emitterCount: 1,
      listeners: 1201,
      emitters: [
        {
          emitter: { id: 9, class: 'Server' },
          kind: 'EventEmitter',
          owner: HOSTILE,
          listeners: 1201,
          eventCount: 2,
          events: [
            { event: 'session-20261127', listeners: 1200 },
            { event: 'close', listeners: 1 },
          ],
          functions: [
            { ...PLACE, count: 1200 },
            { name: '', count: 1 },
          ],
          retained: 90_000,
        },
      ],
    },
    {},
  ),
  timers: timerTable({
    timers: 301,
    lists: [
      {
        kind: 'timeout',
        milliseconds: 60_000,
        timers: 300,
        intervals: 300,
        callbacks: [{ ...PLACE, count: 300 }],
        retained: 30_000,
      },
      { kind: 'immediate', timers: 1, intervals: 0, callbacks: [], retained: 100 },
    ],
  }),
  promises: promiseTable({
    promises: 1,
    waits: 2,
    waiters: [
      { kind: 'await', waiter: { name: HOSTILE }, owner: 'queue', promises: 1, waits: 2, retained: 500 },
    ],
  }),
  buffers: bufferTable({
    arrayBuffers: 2,
    bytes: 73_728,
    views: 3,
    owners: [
      {
        owner: HOSTILE,
        arrayBuffers: 2,
        views: 3,
        bytes: 73_728,
        slabs: 1,
        largest: { id: 11, bytes: 65_536 },
      },
    ],
    slabs: { count: 1, bytes: 8192, views: 2, heldByOne: 0, loneliest: [] },
    withoutMemory: { arrayBuffers: 1, views: 0 },
  }),
  strings: stringTable(
    {
      contents: 1,
      copies: 3,
      wasted: 128,
      strings: [{ text: 'secret', isCut: false, copies: 3, bytes: 192, wasted: 128, id: 13, owner: HOSTILE }],
    },
    {},
  ),
  contexts: contextTable({
    contexts: 2,
    closures: 1,
    scopes: [
      {
        function: HOSTILE,
        file: '/app/server.js',
        contexts: 2,
        closures: 1,
        functions: [],
        variables: [
          { name: 'request', contexts: 2, retained: 2048 },
          { name: 'this', contexts: 2, retained: 0 },
        ],
        retained: 2100,
      },
    ],
  }),
  sliced: sliceTable({
    slices: 12,
    parents: 3,
    pinned: { parents: 2, bytes: 4096 },
    owners: [
      {
        owner: HOSTILE,
        slices: 10,
        parents: 2,
        parentBytes: 4096,
        largest: { id: 15, bytes: 2048, slices: 5 },
      },
      { owner: 'cut', slices: 2, parents: 0, parentBytes: 0, largest: { id: 0, bytes: 0, slices: 0 } },
    ],
  }),
};

describe('a census as it is printed', () => {
  test.each(Object.keys(TABLES))('%s', async (kind) => {
    const text = renderCensusTable(TABLES[kind]!);
    // eslint-disable-next-line no-control-regex -- what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    await expect(text).toMatchFileSnapshot(`tables/${kind}.txt`);
  });

  test('one in which there is nothing has its heading only', () => {
    expect(renderCensusTable(timerTable({ timers: 0, lists: [] }))).toBe('0 timers\n');
  });
});

test('what strings hold is printed when it is asked for, without what a terminal acts on', () => {
  const census = {
    contents: 1,
    copies: 2,
    wasted: 64,
    strings: [
      {
        text: `a"\u001B[2J${'x'.repeat(200)}`,
        isCut: true,
        copies: 2,
        bytes: 128,
        wasted: 64,
        id: 3,
        owner: 'list',
      },
    ],
  };
  const [row] = stringTable(census, { showStrings: true }).rows;
  expect(row!.at(-1)).toMatch(/^"a\\"␛\[2Jx+\.\.\.x+" …$/);
  expect(row!.at(-1)!.length).toBeLessThan(80);
  expect(stringTable(census, {}).rows[0]!.join(' ')).not.toContain('xx');
});

test('events that a program made up are shown when they are asked for', () => {
  const emitter = {
    emitter: { id: 9, class: 'Server' },
    kind: 'EventEmitter' as const,
    owner: 'app',
    listeners: 2,
    eventCount: 1,
    events: [{ event: 'user:4711', listeners: 2 }],
    functions: [],
    retained: 10,
  };
  const census = { emitterCount: 1, listeners: 2, emitters: [emitter] };
  expect(listenerTable(census, { showStrings: true }).rows[0]).toContain('2 x user:4711');
  expect(listenerTable(census, {}).rows[0]).toContain('2 x …');
});
