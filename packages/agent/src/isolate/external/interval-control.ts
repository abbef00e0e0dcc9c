const MIB = 2 ** 20;

/** A window ends after so much time, so many samples or so many bytes. */
const WINDOW = { ms: 1000, samples: 25, bytes: 4 * MIB };
const SAMPLES_PER_SECOND = 200;
const BYTES_PER_SECOND = 16 * MIB;
/** Of what may be spent: the interval comes down only to where less than this is, so that it does not go up again at once. */
const CALM = 0.5;

/**
 * Chooses the sampling interval: the wished one, or, while that costs more than a thread should pay, the wished one
 * doubled as often as needed. A stack of a server costs some 50 us, so 200 of them a second are 1 % of a core. And what is
 * sampled outlives scavenges, so that in a program that makes and drops large Buffers a few MB a second at most may be.
 */
export class IntervalControl {
  readonly #least: number;
  #interval: number;
  #windowStart: number;
  #samples = 0;
  #bytes = 0;

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

  /** Takes note of a sample of so many bytes; returns the interval for the next gap. */
  sampled(now: number, bytes: number): number {
    this.#samples += 1;
    this.#bytes += bytes;
    return this.adapt(now);
  }

  /** Looks at the clock, for threads that allocate too little to be sampled; returns the interval to use from now on. */
  adapt(now: number): number {
    const elapsed = now - this.#windowStart;
    if (elapsed < WINDOW.ms && this.#samples < WINDOW.samples && this.#bytes < WINDOW.bytes)
      return this.#interval;
    // A clock too coarse to see the window still tells that it was short.
    const perSecond = 1000 / Math.max(elapsed, 1);
    let spent = Math.max(
      (this.#samples * perSecond) / SAMPLES_PER_SECOND,
      (this.#bytes * perSecond) / BYTES_PER_SECOND,
    );
    if (spent > 1) this.#interval *= 2;
    while (this.#interval > this.#least && spent * 2 <= CALM) {
      this.#interval /= 2;
      spent *= 2;
    }
    this.#windowStart = now;
    this.#samples = 0;
    this.#bytes = 0;
    return this.#interval;
  }
}
