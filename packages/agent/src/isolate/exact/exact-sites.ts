import type { ExactSitesAnswer, ExactSitesState, ExactSitesWish } from '../../reading/exact-sites-wish.js';
import type { SamplerKeeper } from '../sampler-keeper.js';
import type { InliningFlag } from './inlining-flags.js';

/** V8, as far as its inlining is concerned. */
export interface InliningControl {
  /** Of code that is optimized from now on. */
  setFlag(flag: InliningFlag, on: boolean): void;
  /** Has all code optimized anew. Ends whatever precise coverage is being measured. */
  deoptimizeAll(): void;
  /** Whether somebody measures precise coverage. */
  measuresCoverage(): boolean;
}

/** What {@link ExactSites} needs. */
export interface ExactSitesOptions {
  readonly v8: InliningControl;
  readonly keeper: Pick<SamplerKeeper, 'state' | 'startAnew'>;
  /** Flags that the process was started with: none where it inlines nothing anyway. */
  readonly flags: readonly InliningFlag[];
  /** Why it must not be done in this process, as far as its start tells. */
  readonly obstacle: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds of a clock that only goes forward. */
  readonly elapsed: () => number;
}

const COVERAGE_RUNS = 'code coverage is being measured, and what turns inlining off would end it';
const FOREIGN_SAMPLER = 'another tool runs the heap sampler, so its samples cannot be begun anew';

/**
 * Turns V8's inlining off for a bounded time, so that bytes stand under the function that allocates them. Code that is
 * optimized already is thrown away, and the samples begin anew, at both ends.
 *
 * It runs inside interrupts, where no timer may be set: a queue of timers may be what was interrupted. So somebody has to
 * call {@link endIfOver} now and then.
 */
export class ExactSites {
  readonly #options: ExactSitesOptions;
  #held: { readonly until: number; readonly endsAt: number } | undefined;

  constructor(options: ExactSitesOptions) {
    this.#options = options;
  }

  /** Absent while V8 inlines, and where it never did. */
  get state(): ExactSitesState | undefined {
    return this.#held && { until: this.#held.until };
  }

  /** As it was asked for; 0 seconds end it. While it is on it may be prolonged, never cut short by less. */
  wish({ seconds, interval }: ExactSitesWish): ExactSitesAnswer {
    this.endIfOver();
    const begin = this.#options.elapsed();
    if (seconds === 0) this.end();
    else if (this.#options.flags.length > 0) {
      const refused = this.#held === undefined ? this.#begin(interval) : this.#sample(interval);
      if (refused !== undefined) return { refused };
      this.#hold(seconds);
    }
    const always = this.#options.flags.length === 0;
    const pauseMs = Math.round((this.#options.elapsed() - begin) * 10) / 10;
    const { interval: inForce } = this.#options.keeper.state;
    const answer = { exactSites: always || this.#held !== undefined, always, interval: inForce, pauseMs };
    return this.#held === undefined ? answer : { ...answer, until: this.#held.until };
  }

  /** Puts everything back once the time is over. */
  endIfOver(): void {
    if (this.#held !== undefined && this.#options.elapsed() >= this.#held.endsAt) this.end();
  }

  /** Puts everything back now. */
  end(): void {
    if (this.#held === undefined) return;
    this.#held = undefined;
    try {
      this.#inline(true);
    } finally {
      this.#options.keeper.startAnew('exact sites ended', undefined);
    }
  }

  /** Why not, if not. */
  #begin(interval: number | undefined): string | undefined {
    const { obstacle, v8, keeper } = this.#options;
    if (obstacle !== undefined) return obstacle;
    if (keeper.state.owner !== 'heaptide') return FOREIGN_SAMPLER;
    if (v8.measuresCoverage()) return COVERAGE_RUNS;
    this.#inline(false);
    if (keeper.startAnew('exact sites were switched on', interval)) return undefined;
    this.#inline(true);
    return FOREIGN_SAMPLER;
  }

  /** Changes the interval while it is on. */
  #sample(interval: number | undefined): string | undefined {
    const { keeper } = this.#options;
    if (interval === undefined || interval === keeper.state.interval) return undefined;
    const why = `the sampling interval of exact sites was set to ${interval} bytes`;
    return keeper.startAnew(why, interval) ? undefined : FOREIGN_SAMPLER;
  }

  #hold(seconds: number): void {
    const { now, elapsed } = this.#options;
    const endsAt = elapsed() + seconds * 1000;
    if (this.#held !== undefined && this.#held.endsAt >= endsAt) return;
    this.#held = { until: now() + seconds * 1000, endsAt };
  }

  #inline(on: boolean): void {
    const { v8, flags } = this.#options;
    const set = (value: boolean): void => flags.forEach((flag) => v8.setFlag(flag, value));
    set(on);
    try {
      // Who has begun to measure coverage meanwhile has had everything deoptimized, and will have it again at the end.
      if (on && v8.measuresCoverage()) return;
      v8.deoptimizeAll();
    } catch (error) {
      set(true);
      throw error;
    }
  }
}
