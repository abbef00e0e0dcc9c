import type { CaptureGap } from '@heaptide/profile';
import type { SamplerState, SamplingProfile, SizeNode } from '../reading/heap-reading.js';

/** What the sampler needs of `heap` in @datadog/pprof. */
export interface SamplerBinding {
  start(interval: number, depth: number): void;
  stop(): void;
  v8Profile(): unknown;
}

/** The sampler's settings and its ways out of this file. */
export interface SamplerOptions {
  readonly interval: number;
  readonly depth: number;
  readonly binding: SamplerBinding;
  readonly readProfile: () => SamplingProfile | undefined;
  readonly now: () => number;
}

/** What the inspector starts samplers with; others do not tell. */
const FOREIGN_DEPTH = 128;
const MAX_GAPS = 16;

/**
 * V8's sampling heap profiler of this isolate. There is one for everybody: one that somebody else started is read and
 * left alone, and one that somebody else stopped is started again, with a gap on record.
 */
export class Sampler {
  readonly #options: SamplerOptions;
  readonly #gaps: CaptureGap[] = [];
  #running: Omit<SamplerState, 'gaps'> | undefined;
  #lastSeen = 0;

  constructor(options: SamplerOptions) {
    this.#options = options;
  }

  /** Starts sampling, or finds that it runs already. */
  start(): void {
    const { readProfile, now } = this.#options;
    this.#lastSeen = now();
    if (readProfile() === undefined) this.#startOwn(0);
    else this.#running = { owner: 'foreign', depth: FOREIGN_DEPTH, epoch: 0, ...this.#foreignInterval() };
  }

  /** Reads both trees. They belong together only when no task runs in between, so this must stay synchronous. */
  read(): { profile: SamplingProfile; sizes?: SizeNode } {
    const { readProfile, now } = this.#options;
    if (this.#running === undefined) throw new Error('the sampler does not run');
    let profile = readProfile();
    if (profile === undefined) {
      this.#restart();
      profile = readProfile();
      if (profile === undefined)
        throw new Error('the sampler was stopped by somebody else and does not start again');
    }
    // The samples first: what reading the sizes allocates must not stand in this capture as live.
    const sizes = this.#readSizes();
    this.#lastSeen = now();
    return sizes === undefined ? { profile } : { profile, sizes };
  }

  /** Stops a sampler that is ours. */
  stop(): void {
    if (this.#running?.owner === 'heaptide') this.#options.binding.stop();
    this.#running = undefined;
  }

  /** @throws when the sampler was not started. */
  get state(): SamplerState {
    if (this.#running === undefined) throw new Error('the sampler does not run');
    return { ...this.#running, gaps: this.#gaps };
  }

  #startOwn(epoch: number): void {
    const { binding, interval, depth } = this.#options;
    binding.start(interval, depth);
    this.#running = { owner: 'heaptide', interval, depth, epoch };
  }

  #restart(): void {
    const gap = {
      from: new Date(this.#lastSeen).toISOString(),
      to: new Date(this.#options.now()).toISOString(),
      reason: 'somebody else stopped the sampler',
    };
    const epoch = (this.#running?.epoch ?? 0) + 1;
    // The binding still believes that it runs, and would refuse to start.
    this.#options.binding.stop();
    this.#startOwn(epoch);
    if (this.#gaps.push(gap) > MAX_GAPS) this.#gaps.shift();
  }

  /** Absent where the sampler was not started through this copy of the binding. */
  #readSizes(): SizeNode | undefined {
    try {
      return this.#options.binding.v8Profile() as SizeNode;
    } catch {
      return undefined;
    }
  }

  /**
   * A sampler started through our copy of the binding says its interval when asked to start once more (the depth in
   * that message is the one asked for); the binding refuses before it touches V8. One that DevTools started says nothing.
   */
  #foreignInterval(): { interval?: number } {
    const { binding, interval, depth } = this.#options;
    if (this.#readSizes() === undefined) return {};
    try {
      binding.start(interval, depth);
    } catch (error) {
      const digits = /intervalBytes (\d+)/.exec(String(error))?.[1];
      if (digits !== undefined) return { interval: Number(digits) };
    }
    return {};
  }
}
