import { type CaptureGap, HeaptideError } from '@heaptide/profile';
import type { AttachLease } from './attach-lease.js';
import { BirthClock } from './birth-clock.js';
import type { CallOptions, CdpConnection } from './cdp-connection.js';
import { markClock, UNMARK_CLOCK } from './clock-mark.js';
import { evaluate } from './evaluate.js';
import { type LiveSample, type SamplingProfile, samplingProfileOf } from './sampling-profile.js';

/** A reading of the sampler of a process. */
export interface SamplerReading {
  readonly profile: SamplingProfile;
  /** Right after a collection of all garbage. */
  readonly collected: boolean;
  /** Mean bytes between two samples. */
  readonly interval: number;
  /** Frames kept per stack, at most. */
  readonly depth: number;
  readonly clockBase: number;
  readonly clock: number;
  readonly gaps: readonly CaptureGap[];
}

export interface AttachedSamplerOptions {
  /** Mean bytes between two samples. */
  readonly interval: number;
  /** Major version of Node. */
  readonly nodeMajor: number;
  /** Where the inspector was opened for us. */
  readonly lease?: AttachLease | undefined;
  /** Also samples whose objects have been collected: what was allocated, and not what is kept. */
  readonly withGarbage?: boolean;
}

/** Before Node 26 the inspector takes no depth. There, more than 147 frames end the process when it is read. */
const DEPTH = 64;
const FIRST_WITH_DEPTH = 26;
const DEPTH_WITHOUT = 128;
const KIB = 1024;
const MOST_GAPS = 20;
const GAP_REASON = 'the sampler was stopped by somebody else';

/** V8's sampling heap profiler of the main thread. There is one for everybody: where one runs already, it is read and never stopped. */
export class AttachedSampler {
  /** Somebody else had started it. */
  isForeign = false;
  readonly #cdp: CdpConnection;
  readonly #options: AttachedSamplerOptions;
  readonly #clock = new BirthClock();
  readonly #gaps: CaptureGap[] = [];
  /** Of a foreign one, what is known of it. */
  #interval: number;
  /** Whether V8 collects all garbage when it is read, as it does where an inspector started it. */
  #collects = true;
  #lastSeen = Date.now();

  private constructor(cdp: CdpConnection, options: AttachedSamplerOptions) {
    this.#cdp = cdp;
    this.#options = options;
    this.#interval = options.interval;
  }

  /** Begins to sample, unless that is done already. */
  static async start(
    cdp: CdpConnection,
    options: AttachedSamplerOptions,
    call?: CallOptions,
  ): Promise<AttachedSampler> {
    const sampler = new AttachedSampler(cdp, options);
    const running = await sampler.#tryRead(call);
    if (running === undefined) await sampler.#startOwn(call);
    else await sampler.#takeForeign(running, call);
    return sampler;
  }

  /** Reads it, with a collection before where that is asked for; one that we started always collects. */
  async read(gc: boolean, call?: CallOptions): Promise<SamplerReading> {
    if (gc && !this.#collects) await this.#cdp.call('HeapProfiler.collectGarbage', {}, call);
    const collected = gc || this.#collects;
    const profile = (await this.#readMarked(collected, call)) ?? (await this.#restart(call));
    const { samples } = profile;
    if (!this.#clock.continues(samples)) {
      this.#addGap();
      this.#clock.beginRun();
    }
    this.#clock.observe(samples, this.#interval);
    this.#lastSeen = Date.now();
    const takesDepth = this.#options.nodeMajor >= FIRST_WITH_DEPTH;
    return {
      profile,
      collected,
      interval: this.#interval,
      depth: takesDepth && !this.isForeign ? DEPTH : DEPTH_WITHOUT,
      clockBase: this.#clock.base,
      clock: this.#clock.latest,
      gaps: [...this.#gaps],
    };
  }

  /** Stops what was started here. */
  async stop(call?: CallOptions): Promise<void> {
    if (this.isForeign) return;
    await this.#options.lease?.tellSampling(undefined, call);
    await this.#cdp.call('HeapProfiler.stopSampling', {}, call);
  }

  /** The mark has to live until the reading: what is asked in one breath is answered in order. */
  async #readMarked(collected: boolean, call?: CallOptions): Promise<SamplingProfile | undefined> {
    if (!collected) return this.#tryRead(call);
    const marking = evaluate(this.#cdp, markClock(this.#interval), call);
    const reading = this.#tryRead(call);
    const unmarking = evaluate(this.#cdp, UNMARK_CLOCK, call);
    const [, profile] = await Promise.all([marking, reading, unmarking]);
    return profile;
  }

  /** The profile, or `undefined` where no sampler runs. */
  async #tryRead(call?: CallOptions): Promise<SamplingProfile | undefined> {
    try {
      const { profile } = await this.#cdp.call('HeapProfiler.getSamplingProfile', {}, call);
      return samplingProfileOf(profile);
    } catch (error) {
      if (error instanceof HeaptideError && /not (?:enabled|started)/i.test(error.message)) return undefined;
      throw error;
    }
  }

  async #restart(call?: CallOptions): Promise<SamplingProfile> {
    this.#addGap();
    this.#clock.beginRun();
    await this.#startOwn(call);
    const profile = await this.#tryRead(call);
    if (profile !== undefined) return profile;
    throw new HeaptideError(
      'HT_E_INSPECTOR',
      'the sampler of the process was stopped as soon as it was started',
    );
  }

  async #startOwn(call?: CallOptions): Promise<void> {
    const { interval, lease, withGarbage = false } = this.#options;
    this.#interval = interval;
    this.#collects = true;
    this.isForeign = false;
    await this.#cdp.call(
      'HeapProfiler.startSampling',
      {
        samplingInterval: interval,
        stackDepth: DEPTH,
        includeObjectsCollectedByMajorGC: withGarbage,
        includeObjectsCollectedByMinorGC: withGarbage,
      },
      call,
    );
    await lease?.tellSampling(interval, call);
  }

  async #takeForeign({ samples }: SamplingProfile, call?: CallOptions): Promise<void> {
    const told = await this.#options.lease?.sampling(call);
    this.isForeign = true;
    this.#collects = told !== undefined;
    this.#interval = told ?? guessInterval(samples);
  }

  #addGap(): void {
    const from = new Date(this.#lastSeen).toISOString();
    this.#gaps.push({ from, to: new Date().toISOString(), reason: GAP_REASON });
    if (this.#gaps.length > MOST_GAPS) this.#gaps.shift();
  }
}

/**
 * The interval of a sampler that does not tell. V8 scales a sample of a small object to the interval plus at most one object, and none to less, so the smallest
 * figure, cut to whole KiB, gives it away. Without samples it is V8's default.
 */
function guessInterval(samples: readonly LiveSample[]): number {
  const least = samples.reduce((size, sample) => Math.min(size, sample.size), Number.POSITIVE_INFINITY);
  return least === Number.POSITIVE_INFINITY ? 512 * KIB : Math.max(KIB, Math.floor(least / KIB) * KIB);
}
