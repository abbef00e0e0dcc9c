import { captureComment, type CaptureMetadata, type Profile } from '@heaptide/profile/write';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Idle } from './admission.js';
import type { CgroupMemory } from './cgroup.js';
import { type CaptureFacts, describeCapture } from './describe-capture.js';
import { heapStats } from './heap-stats.js';
import { exactSitesOf, externalOf, heapOf, type Question, stateOf } from './isolate-answer.js';
import type { ExactSitesAnswer, ExactSitesWish } from '../reading/exact-sites-wish.js';
import type { HeapReading, ProcessState, ReadingAnswer, ThreadInfo } from '../reading/heap-reading.js';
import { OneAtATime } from './one-at-a-time.js';
import { unpackTrees } from '../reading/packed-trees.js';
import { profileFromExternal } from '../reading/profile-from-external.js';
import { profileFromTree } from '../reading/profile-from-tree.js';
import type { ProcessIdentity } from '../reading/worker-protocol.js';

const MAX_WAITING = 4;
/** Released buffers are noticed when the event loop of their thread turns, after the collection. */
const RELEASE_MS = 60;

/** `threadId` of the main thread. */
export const MAIN_THREAD = 0;

/** What a capture can be asked to be. */
export interface CaptureWish {
  readonly kind: 'heap' | 'external';
  readonly thread: number;
  readonly collect: boolean;
  readonly births: boolean;
  /** What set it off, if nobody asked for it. */
  readonly trigger?: string;
}

/** One profile, not yet encoded. */
export interface TakenCapture {
  readonly profile: Profile;
  readonly metadata: CaptureMetadata;
}

/** Ways to the isolates and to the system. */
export interface CaptureSources {
  /** Asks the isolate of a thread. */
  readonly ask: (thread: number, question: Question) => Promise<ReadingAnswer>;
  readonly listThreads: () => Promise<ThreadInfo[]>;
  readonly readCgroup: () => CgroupMemory | undefined;
}

/** Takes captures, one at a time. What comes without a signal is asked by the agent itself and goes before all clients. */
export class Captures {
  readonly #sources: CaptureSources;
  readonly #identity: ProcessIdentity;
  readonly #queue = new OneAtATime(MAX_WAITING);

  constructor(sources: CaptureSources, identity: ProcessIdentity) {
    this.#sources = sources;
    this.#identity = identity;
  }

  /** `idle` is told of waits in between. @throws {QueueFull} and what asking an isolate throws. */
  take(wish: CaptureWish, signal: AbortSignal | undefined, idle?: Idle): Promise<TakenCapture> {
    return this.#inTurn(
      () => (wish.kind === 'heap' ? this.#takeHeap(wish, idle) : this.#takeExternal(wish, idle)),
      signal,
    );
  }

  /** Everything but the allocations: JSON, to which `more` is added. Throws as {@link take} does. */
  stats(more: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<string> {
    const { ask, listThreads, readCgroup } = this.#sources;
    return this.#queue.run(async () => {
      const state = stateOf(await ask(MAIN_THREAD, { want: 'state', collect: false }));
      const threads = await listThreads().catch(() => []);
      return heapStats({ state, threads, identity: this.#identity, cgroup: readCgroup(), more });
    }, signal);
  }

  /** What the main isolate tells of itself and of the process. Throws as {@link take} does. */
  processState(signal: AbortSignal | undefined): Promise<ProcessState> {
    return this.#inTurn(
      async () => stateOf(await this.#sources.ask(MAIN_THREAD, { want: 'state', collect: false })),
      signal,
    );
  }

  /** Asks the main isolate for exact sites, or to end them. Throws as {@link take} does. */
  exactSites(exactSites: ExactSitesWish, signal: AbortSignal): Promise<ExactSitesAnswer> {
    const question: Question = { want: 'exact-sites', collect: false, exactSites };
    return this.#queue.run(async () => exactSitesOf(await this.#sources.ask(MAIN_THREAD, question)), signal);
  }

  /** Runs something else that needs the main isolate for itself. */
  exclusively<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T> {
    return this.#queue.run(task, signal);
  }

  /** The capture of a reading that came without being asked for. */
  ofReading(reading: HeapReading, wish: CaptureWish): TakenCapture {
    const { state, collected, trees } = reading;
    const external = wish.births ? reading.external : undefined;
    const { sampler, time } = state;
    const { interval, clockBase, clock } = sampler;
    const externalInterval = external?.interval;
    const metadata = this.#describe({ wish, state, collected, interval, externalInterval, clock });
    const profile = profileFromTree(unpackTrees(trees), {
      program: this.#identity.service,
      interval,
      time,
      clockBase,
      births: wish.births,
      external,
      comments: [captureComment(metadata)],
    });
    return { profile, metadata };
  }

  #inTurn<T>(task: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    return signal === undefined ? this.#queue.runNext(task) : this.#queue.run(task, signal);
  }

  async #takeHeap(wish: CaptureWish, idle: Idle | undefined): Promise<TakenCapture> {
    const { ask } = this.#sources;
    const want = wish.births ? 'heap-with-external' : 'heap';
    const reading = heapOf(await ask(wish.thread, { want, collect: wish.collect }));
    const missesExternal = reading.external === undefined && reading.state.external !== undefined;
    if (!wish.births || !missesExternal) return this.ofReading(reading, wish);
    await this.#untilReleased(idle);
    const external = externalOf(await ask(wish.thread, { want: 'external', collect: false })).reading;
    return this.ofReading({ ...reading, external }, wish);
  }

  /** V8 tells what a collection has released when the event loop turns, a little later. */
  async #untilReleased(idle: Idle | undefined): Promise<void> {
    await sleep(RELEASE_MS);
    idle?.(RELEASE_MS);
  }

  async #takeExternal(wish: CaptureWish, idle: Idle | undefined): Promise<TakenCapture> {
    const { ask } = this.#sources;
    if (wish.collect) {
      await ask(wish.thread, { want: 'state', collect: true });
      await this.#untilReleased(idle);
    }
    const { reading, state } = externalOf(await ask(wish.thread, { want: 'external', collect: false }));
    const { interval, clock } = reading;
    const metadata = this.#describe({ wish, state, collected: wish.collect, interval, clock });
    const profile = profileFromExternal(reading, {
      program: this.#identity.service,
      time: state.time,
      births: wish.births,
      comments: [captureComment(metadata)],
    });
    return { profile, metadata };
  }

  #describe(facts: Omit<CaptureFacts, 'identity' | 'cgroup'>): CaptureMetadata {
    return describeCapture({ ...facts, identity: this.#identity, cgroup: this.#sources.readCgroup() });
  }
}
