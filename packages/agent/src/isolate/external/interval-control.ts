const WINDOW_MS = 1000;
const WINDOW_SAMPLES = 25;
const MOST_PER_SECOND = 100;
/** Half of the most, so that an interval which was just raised does not come down at once. */
const CALM_PER_SECOND = 50;

/**
 * Chooses the sampling interval: the wished one, or, while that gives more samples than a thread should pay for, the
 * wished one doubled as often as needed. A stack costs about 30 us, so 100 of them a second are 0.3 % of a core.
 */
export class IntervalControl {
  readonly #least: number;
  #interval: number;
  #windowStart: number;
  #samples = 0;

  /** `least` is the wished interval in bytes; times are milliseconds of any clock that only goes forward. */
  constructor(least: number, now: number) {
    this.#least = least;
    this.#interval = least;
    this.#windowStart = now;
  }

  /** In force for the gap that runs. */
  get interval(): number {
    return this.#interval;
  }

  /** Takes note of a sample; returns the interval for the next gap. */
  sampled(now: number): number {
    this.#samples += 1;
    return this.adapt(now);
  }

  /** Looks at the clock, for threads that allocate too little to be sampled; returns the interval to use from now on. */
  adapt(now: number): number {
    const elapsed = now - this.#windowStart;
    if (this.#samples < WINDOW_SAMPLES && elapsed < WINDOW_MS) return this.#interval;
    // A clock too coarse to see the window still tells that it was short.
    let perSecond = (this.#samples * 1000) / Math.max(elapsed, 1);
    if (perSecond > MOST_PER_SECOND) this.#interval *= 2;
    while (this.#interval > this.#least && perSecond * 2 <= CALM_PER_SECOND) {
      this.#interval /= 2;
      perSecond *= 2;
    }
    this.#windowStart = now;
    this.#samples = 0;
    return this.#interval;
  }
}
