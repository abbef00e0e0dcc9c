import { expect, it } from 'vitest';
import type { ReadingAnswer, ReadingRequest } from '../../src/reading/heap-reading.js';
import { mainReader, registerReader, unregisterReader } from '../../src/isolate/main-reader.js';
import { Sampler } from '../../src/isolate/sampler.js';

const frame = { functionName: '(root)', scriptId: '0', url: '', lineNumber: -1, columnNumber: -1 };
const profile = { head: { id: 1, callFrame: frame, children: [] }, samples: [] };
const sizes = { scriptName: '', allocations: [], children: [] };

/** A reader over a sampler that always has the same trees; `log` tells what happened, in order. */
function readerWithLog(): {
  ask: (request: Partial<ReadingRequest>) => ReadingAnswer | undefined;
  log: string[];
} {
  const log: string[] = [];
  const binding = { start: () => undefined, stop: () => undefined, v8Profile: () => sizes };
  let running = false;
  const readProfile = (): typeof profile | undefined => {
    if (!running) return undefined;
    log.push('read');
    return profile;
  };
  const sampler = new Sampler({ interval: 4096, depth: 8, binding, readProfile, now: () => 1000 });
  sampler.start();
  running = true;
  const sent: string[] = [];
  const read = mainReader({
    sampler,
    collectGarbage: () => log.push('collect'),
    work: new Map([['requests', 3]]),
    send: (json) => sent.push(json),
    now: () => 1000,
  });
  const ask = (request: Partial<ReadingRequest>): ReadingAnswer | undefined => {
    read(JSON.stringify({ id: 5, want: 'heap', collect: false, deadline: 2000, ...request }));
    const json = sent.pop();
    return json === undefined ? undefined : (JSON.parse(json) as ReadingAnswer);
  };
  return { ask, log };
}

it('answers with both trees and the state of the process', () => {
  const { ask } = readerWithLog();
  expect(ask({})).toMatchObject({
    id: 5,
    heap: {
      collected: false,
      profile,
      sizes,
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
  const options = { interval: 4096, depth: 8, readProfile: () => undefined, now: () => 0 };
  const binding = { start: () => undefined, stop: () => undefined, v8Profile: () => sizes };
  const sent: string[] = [];
  const read = mainReader({
    sampler: new Sampler({ ...options, binding }),
    collectGarbage: () => undefined,
    work: new Map(),
    send: (json) => sent.push(json),
    now: () => 0,
  });
  read(JSON.stringify({ id: 8, want: 'heap', collect: false, deadline: 1 }));
  expect(sent.map((json) => JSON.parse(json) as unknown)).toEqual([
    { id: 8, error: 'the sampler does not run' },
  ]);
});

it('has one reader a process, which only its owner takes away', () => {
  const first = (): void => undefined;
  const second = (): void => undefined;
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
