import { getHeapSpaceStatistics, getHeapStatistics } from 'node:v8';
import type { ProcessState, ReadingAnswer, ReadingRequest } from '../reading/heap-reading.js';
import type { Sampler } from './sampler.js';

/** Key on globalThis under which the worker's evaluation finds the reader; also the mark of a running agent. */
export const READER_KEY = 'heaptide.reader';
const READER = Symbol.for(READER_KEY);

/** Takes a {@link ReadingRequest} as JSON and sends the answer before it returns. */
export type MainReader = (request: string) => void;

/** What the reader needs of the main thread. */
export interface MainReaderOptions {
  readonly sampler: Sampler;
  readonly collectGarbage: () => void;
  readonly work: ReadonlyMap<string, number>;
  readonly send: (answer: string) => void;
  /** Milliseconds since 1970, whatever a test of the host makes of its `Date`. */
  readonly now: () => number;
}

/**
 * The main thread's share of a capture: read, and hand over. It runs inside an inspector interrupt, possibly in the
 * middle of a busy loop, so it is synchronous and does no more than it must. Answers are one JSON text: to the main
 * thread that costs as much as a structured clone, a third of returning the value through the inspector, and the worker
 * reads it in half the time.
 */
export function mainReader(options: MainReaderOptions): MainReader {
  const { sampler, collectGarbage, send, now } = options;
  const answer = (request: ReadingRequest): ReadingAnswer => {
    const { id, collect: collected } = request;
    if (request.want === 'state') return { id, state: processState(options) };
    if (collected) collectGarbage();
    // Memory before the trees, which are garbage of our own making; the sampler after, since reading may restart it.
    const before = processState(options);
    const trees = sampler.read();
    return { id, heap: { collected, ...trees, state: { ...before, sampler: sampler.state } } };
  };
  return (text) => {
    const request = JSON.parse(text) as ReadingRequest;
    if (now() > request.deadline) return;
    try {
      send(JSON.stringify(answer(request)));
    } catch (error) {
      send(JSON.stringify({ id: request.id, error: error instanceof Error ? error.message : String(error) }));
    }
  };
}

/** Registers the reader of this isolate; `false` when there is one already, be it from another copy of this package. */
export function registerReader(reader: MainReader): boolean {
  if (READER in globalThis) return false;
  Object.defineProperty(globalThis, READER, { value: reader, configurable: true });
  return true;
}

/** Makes room for another reader, if this one is registered. */
export function unregisterReader(reader: MainReader): void {
  if (Reflect.get(globalThis, READER) === reader) Reflect.deleteProperty(globalThis, READER);
}

function processState({ sampler, work, now }: MainReaderOptions): ProcessState {
  return {
    time: now(),
    memory: process.memoryUsage(),
    heap: getHeapStatistics(),
    spaces: getHeapSpaceStatistics(),
    work: Object.fromEntries(work),
    sampler: sampler.state,
  };
}
