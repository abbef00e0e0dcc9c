import { expect, it } from 'vitest';
import { FakeV8, SIZES } from './fake-v8.js';
import type { ReadingAnswer, ReadingRequest } from '../../src/reading/heap-reading.js';
import {
  type IsolateReaderOptions,
  isolateReader,
  registerReader,
  unregisterReader,
} from '../../src/isolate/isolate-reader.js';

/** A reader over a sampler that always has the same trees; `log` tells what happened, in order. */
function readerWithLog(more: Partial<IsolateReaderOptions> = {}): {
  ask: (request: Partial<ReadingRequest>) => ReadingAnswer | undefined;
  log: string[];
} {
  const log: string[] = [];
  const v8 = new FakeV8();
  const keeper = v8.keeper();
  keeper.start();
  v8.readSizes = () => {
    log.push('read');
    return SIZES;
  };
  const reader = isolateReader({
    keeper,
    external: undefined,
    collectGarbage: () => log.push('collect'),
    work: new Map([['requests', 3]]),
    now: () => 1000,
    ...more,
  });
  const ask = (request: Partial<ReadingRequest>): ReadingAnswer | undefined => {
    const json = reader.answer(
      JSON.stringify({ id: 5, want: 'heap', collect: false, deadline: 2000, ...request }),
    );
    return json === '' ? undefined : (JSON.parse(json) as ReadingAnswer);
  };
  return { ask, log };
}

it('answers with both trees and the state of the process', () => {
  const { ask } = readerWithLog();
  expect(ask({})).toMatchObject({
    id: 5,
    heap: {
      collected: false,
      trees: { texts: ['(root)', ''], samples: [], sizes: [0, 0, 0, 0, 0, 0] },
      state: { time: 1000, work: { requests: 3 }, sampler: { owner: 'heaptide', interval: 4096, gaps: [] } },
    },
  });
});

it('collects garbage before it reads, and only when asked', () => {
  const { ask, log } = readerWithLog();
  ask({});
  expect(ask({ collect: true })).toMatchObject({ heap: { collected: true } });
  expect(log).toEqual(['read', 'collect', 'read']);
});

it('reads no trees for the state alone', () => {
  const { ask, log } = readerWithLog();
  expect(ask({ want: 'state' })).toMatchObject({ id: 5, state: { time: 1000 } });
  expect(log).toEqual([]);
});

it('does nothing once nobody waits any more', () => {
  const { ask, log } = readerWithLog();
  expect(ask({ deadline: 999 })).toBeUndefined();
  expect(log).toEqual([]);
});

it('answers with the reason when it cannot read', () => {
  const { ask } = readerWithLog({ keeper: new FakeV8().keeper() });
  expect(ask({ id: 8 })).toEqual({ id: 8, error: 'the sampler does not run' });
});

it('has no external memory and no snapshot to give unless it was made to', () => {
  const { ask } = readerWithLog();
  expect(ask({ want: 'external' })).toEqual({ id: 5, error: 'external memory is not sampled here' });
  expect(ask({ want: 'snapshot' })).toEqual({ id: 5, error: 'heap snapshots are not served here' });
});

it('has a snapshot begun under the id of the request, whose answer comes later, and cancelled', () => {
  const calls: string[] = [];
  const snapshots = { begin: (id: number) => calls.push(`begin ${id}`), cancel: () => calls.push('cancel') };
  const { ask } = readerWithLog({ snapshots });
  expect(ask({ want: 'snapshot', id: 9 })).toBeUndefined();
  expect(ask({ want: 'no-snapshot', id: 10 })).toEqual({ id: 10, done: true });
  expect(calls).toEqual(['begin 9', 'cancel']);
});

it('gives external memory with the state of the process', () => {
  const reading = { interval: 1, clock: 2, notKept: 0, stacks: [], samples: [] };
  const external = { read: () => reading, state: { interval: 1, clock: 2, live: 0 } };
  const { ask, log } = readerWithLog({ external });
  expect(ask({ want: 'external', collect: true })).toMatchObject({
    external: { collected: true, reading, state: { work: { requests: 3 }, external: { clock: 2 } } },
  });
  expect(log).toEqual(['collect']);
});

it('gives external memory along with the trees, but for what a collection has just released', () => {
  const reading = { interval: 1, clock: 2, notKept: 0, stacks: [], samples: [] };
  const external = { read: () => reading, state: { interval: 1, clock: 2, live: 0 } };
  const heapOf = (request: Partial<ReadingRequest>, source = external): unknown =>
    (readerWithLog({ external: source }).ask(request) as { heap: unknown }).heap;
  expect(heapOf({ want: 'heap-with-external' })).toMatchObject({ external: reading });
  expect(heapOf({ want: 'heap' })).not.toHaveProperty('external');
  expect(heapOf({ want: 'heap-with-external', collect: true })).not.toHaveProperty('external');
});

it('has one reader a process, which only its owner takes away', () => {
  const first = { answer: () => '' };
  const second = { answer: () => '' };
  try {
    expect([registerReader(first), registerReader(second)]).toEqual([true, false]);
    unregisterReader(second);
    expect(registerReader(second)).toBe(false);
    unregisterReader(first);
    expect(registerReader(second)).toBe(true);
  } finally {
    unregisterReader(first);
    unregisterReader(second);
  }
});
