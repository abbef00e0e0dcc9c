import type { MemoryGauge } from './memory-gauge.js';
import { FASTEST_GROWTH, PollPace } from './poll-pace.js';
import { Watermarks } from './watermarks.js';

/** How long page cache may hide that usage has fallen, and a new limit go unnoticed. */
const EXACT_EVERY_MS = 1000;
/** Share of what is left up to the limit that may go unseen, so that the rest leaves time for a capture. */
const UNSEEN = 3 / 4;
/** A limit may be set later. */
const UNLIMITED_MS = 10_000;

/** What a look at a limit came to. */
export interface WatchReading {
  /** The step that was passed, in percent of the limit. */
  readonly step?: number;
  /** Milliseconds after which to look again. */
  readonly waitMs: number;
}

/** Watches memory rise to the cgroup's limit. */
export class CgroupWatch {
  readonly #gauge: Pick<MemoryGauge, 'cgroup'>;
  readonly #marks = new Watermarks();
  readonly #pace = new PollPace();
  #exactFrom = 0;
  #exactAt = -Infinity;
  #nextStep: number | undefined;

  constructor(gauge: Pick<MemoryGauge, 'cgroup'>) {
    this.#gauge = gauge;
  }

  /** The step that fires next on a rise, in percent; `undefined` above the last one and without a limit. */
  get nextStep(): number | undefined {
    return this.#nextStep;
  }

  look(now: number): WatchReading {
    const exactFrom = now - this.#exactAt < EXACT_EVERY_MS ? this.#exactFrom : 0;
    const memory = this.#gauge.cgroup(exactFrom);
    this.#nextStep = undefined;
    if (memory === undefined) return { waitMs: UNLIMITED_MS };
    const { charged, usage, limit } = memory;
    if (charged >= exactFrom) this.#exactAt = now;
    const step = this.#marks.observe(usage, limit, now);
    this.#nextStep = this.#marks.next(usage, limit);
    this.#exactFrom = ((this.#nextStep ?? Infinity) / 100) * limit;
    const position = {
      usage: charged,
      distance: this.#exactFrom - usage,
      restMs: ((limit - usage) * UNSEEN) / FASTEST_GROWTH,
    };
    const waitMs = this.#pace.next(position, now);
    return step === undefined ? { waitMs } : { step, waitMs };
  }
}
