import { captureComment, type CaptureMetadata, type Profile, writeProfile } from '@heaptide/profile';
import { AllocationClock } from './allocation-clock.js';
import type { CgroupMemory } from './cgroup.js';
import { describeCapture } from './describe-capture.js';
import { foreignInterval } from '../isolate/foreign-interval.js';
import type { HeapReading, ProcessState } from '../reading/heap-reading.js';
import { heapStats } from './heap-stats.js';
import { heapText } from './heap-text.js';
import { OneAtATime } from './one-at-a-time.js';
import { profileFromTree } from '../reading/profile-from-tree.js';
import type { ProcessIdentity } from '../reading/worker-protocol.js';

const MAX_WAITING = 4;

/** What a capture can be asked to be. */
export interface CaptureWish {
  readonly collect: boolean;
  readonly births: boolean;
}

/** Ways to the main thread and to the system. */
export interface CaptureSources {
  readonly readHeap: (collect: boolean) => Promise<HeapReading>;
  readonly readState: () => Promise<ProcessState>;
  readonly readCgroup: () => CgroupMemory | undefined;
}

/** Takes captures of the main isolate, one at a time, and puts them into the shape that was asked for. */
export class HeapCaptures {
  readonly #sources: CaptureSources;
  readonly #identity: ProcessIdentity;
  readonly #queue = new OneAtATime(MAX_WAITING);
  readonly #clock = new AllocationClock();

  constructor(sources: CaptureSources, identity: ProcessIdentity) {
    this.#sources = sources;
    this.#identity = identity;
  }

  /** A gzipped pprof. */
  pprof(wish: CaptureWish, signal: AbortSignal): Promise<Uint8Array> {
    return this.#queue.run(async () => writeProfile((await this.#capture(wish)).profile), signal);
  }

  /** A table for people. */
  text(wish: CaptureWish, signal: AbortSignal): Promise<string> {
    return this.#queue.run(async () => {
      const { profile, metadata } = await this.#capture({ ...wish, births: false });
      return heapText(profile, metadata);
    }, signal);
  }

  /** JSON of everything but the allocations. */
  stats(signal: AbortSignal): Promise<string> {
    const { readState, readCgroup } = this.#sources;
    return this.#queue.run(async () => heapStats(await readState(), this.#identity, readCgroup()), signal);
  }

  async #capture({ collect, births }: CaptureWish): Promise<{ profile: Profile; metadata: CaptureMetadata }> {
    const reading = await this.#sources.readHeap(collect);
    const { sampler, time } = reading.state;
    const { samples } = reading.profile;
    const ordinalBase = this.#clock.observe(sampler.epoch, samples);
    const interval = sampler.interval ?? foreignInterval(samples);
    const metadata = describeCapture({
      reading,
      identity: this.#identity,
      cgroup: this.#sources.readCgroup(),
      interval,
      clock: this.#clock.latest * interval,
      births,
    });
    const profile = profileFromTree(reading, {
      program: this.#identity.service,
      interval,
      time,
      ordinalBase,
      births,
      comments: [captureComment(metadata)],
    });
    return { profile, metadata };
  }
}
