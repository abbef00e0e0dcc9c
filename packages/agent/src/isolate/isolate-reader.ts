import { getHeapSpaceStatistics, getHeapStatistics } from 'node:v8';
import type {
  ExternalState,
  HeapReading,
  ProcessState,
  ReadingAnswer,
  ReadingRequest,
} from '../reading/heap-reading.js';
import type { ExternalReading } from '../reading/external-reading.js';
import { packTrees } from '../reading/packed-trees.js';
import { READER_KEY } from '../reading/reader-key.js';
import type { ExactSites } from './exact/exact-sites.js';
import type { SamplerKeeper } from './sampler-keeper.js';

const READER = Symbol.for(READER_KEY);

/** What the agent's worker calls in an isolate, by evaluation. */
export interface IsolateReader {
  /** Answers a {@link ReadingRequest}, both as JSON; `''` when nobody waits any more, or the answer comes later. */
  readonly answer: (request: string) => string;
  /** Answers all requests that wait in a queue; the answers go another way, and before this returns. */
  readonly send?: () => void;
}

/** What external memory is read from. */
export interface ExternalSource {
  read(): ExternalReading;
  readonly state: ExternalState;
}

/** What the reader needs of its isolate. */
export interface IsolateReaderOptions {
  readonly keeper: SamplerKeeper;
  readonly external: ExternalSource | undefined;
  readonly collectGarbage: () => void;
  readonly work: ReadonlyMap<string, number>;
  /** Milliseconds since 1970, whatever a test of the host makes of its `Date`. */
  readonly now: () => number;
  /** Absent where V8 inlines as it does: in worker threads, since its flags are the whole process's. */
  readonly exactSites?: Pick<ExactSites, 'wish' | 'endIfOver' | 'state'> | undefined;
  /** Takes heap snapshots; absent where that is not served. */
  readonly snapshots?: {
    /** Sends the chunks of one, and then the answer to the request of that id. */
    begin(id: number): void;
    cancel(): void;
  };
}

/**
 * An isolate's share of a capture: read, and hand over. It runs inside an inspector interrupt, possibly in the middle of
 * a busy loop, so it is synchronous and does no more than it must. Answers are one JSON text: to the isolate that costs
 * as much as a structured clone, a third of returning the value through the inspector, and the worker reads it in half
 * the time.
 */
export function isolateReader(options: IsolateReaderOptions): IsolateReader {
  const { collectGarbage, now } = options;
  const answer = (request: ReadingRequest): ReadingAnswer | undefined => {
    const { id, want } = request;
    options.exactSites?.endIfOver();
    if (request.collect) collectGarbage();
    switch (want) {
      case 'heap':
      case 'heap-with-external': {
        const asked = { collected: request.collect, external: want === 'heap-with-external' };
        return { id, heap: readHeap(options, asked) };
      }
      case 'external': {
        const reading = options.external?.read();
        if (reading === undefined) throw new Error('external memory is not sampled here');
        return { id, external: { collected: request.collect, reading, state: processState(options) } };
      }
      case 'state':
        return { id, state: processState(options) };
      case 'snapshot':
        if (options.snapshots === undefined) throw new Error('heap snapshots are not served here');
        options.snapshots.begin(id);
        return undefined;
      case 'no-snapshot':
        options.snapshots?.cancel();
        return { id, done: true };
      case 'exact-sites':
        if (options.exactSites === undefined || request.exactSites === undefined)
          throw new Error('exact sites are not to be had here');
        return { id, exactSites: options.exactSites.wish(request.exactSites) };
    }
  };
  return {
    answer(text) {
      const request = JSON.parse(text) as ReadingRequest;
      if (now() > request.deadline) return '';
      try {
        const answered = answer(request);
        return answered === undefined ? '' : JSON.stringify(answered);
      } catch (error) {
        return JSON.stringify({
          id: request.id,
          error: error instanceof Error ? error.message : String(error),
        });
      }
    },
  };
}

/** Both trees with the figures of their moment, and external memory if that is wanted and known. */
export function readHeap(
  options: IsolateReaderOptions,
  asked: { readonly collected: boolean; readonly external: boolean },
): HeapReading {
  const { keeper } = options;
  // Memory before the trees, which are garbage of our own making; the sampler after, since reading may restart it, and the
  // time with it, so that no gap of an earlier reading ends after this one.
  const before = processState(options);
  const afterCollection = asked.collected || keeper.state.collects;
  const trees = packTrees(keeper.read({ afterCollection }));
  const sampler = keeper.state;
  const collected = asked.collected || sampler.collects;
  const external = asked.external && !collected ? options.external?.read() : undefined;
  return {
    collected,
    trees,
    ...(external === undefined ? {} : { external }),
    state: { ...before, time: options.now(), sampler },
  };
}

function processState({ keeper, external, work, now, exactSites }: IsolateReaderOptions): ProcessState {
  const exact = exactSites?.state;
  return {
    time: now(),
    memory: process.memoryUsage(),
    heap: getHeapStatistics(),
    spaces: getHeapSpaceStatistics(),
    work: Object.fromEntries(work),
    sampler: keeper.state,
    ...(external === undefined ? {} : { external: external.state }),
    ...(exact === undefined ? {} : { exactSites: exact }),
  };
}

/** Registers the reader of this isolate; `false` when there is one already, be it from another copy of this package. */
export function registerReader(reader: IsolateReader): boolean {
  if (READER in globalThis) return false;
  Object.defineProperty(globalThis, READER, { value: reader, configurable: true });
  return true;
}

/** Makes room for another reader, if this one is registered. */
export function unregisterReader(reader: IsolateReader): void {
  if (Reflect.get(globalThis, READER) === reader) Reflect.deleteProperty(globalThis, READER);
}
