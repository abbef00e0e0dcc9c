/** Share of the heap limit that resident memory has to grow by before the heap is asked again. */
const GROWTH = 0.025;
/** Below this share of the heap limit in resident memory, the heap cannot be near its limit. */
const NEAR = 0.5;
/** A heap can also grow into memory that is resident already. */
const ASK_EVERY_MS = 5000;

/**
 * Decides when the main isolate is to be asked for its heap usage, which interrupts it: resident memory, which costs
 * nothing to read, tells when the heap may have grown. Bytes, and milliseconds of a clock that never runs back.
 */
export class HeapInquiry {
  #limit: number | undefined;
  #askedAt = -Infinity;
  /** Least resident memory since the heap was asked. */
  #low = Infinity;

  /** Takes note of the heap limit, once known. */
  learn(limit: number): void {
    this.#limit = limit;
  }

  /** Whether to ask now; if so, that counts as asked. */
  due(rss: number, now: number): boolean {
    this.#low = Math.min(this.#low, rss);
    const waited = now - this.#askedAt >= ASK_EVERY_MS;
    if (this.#limit === undefined ? !waited : !(this.#near(rss) && (waited || this.distance(rss) <= 0))) {
      return false;
    }
    this.#askedAt = now;
    this.#low = rss;
    return true;
  }

  /** Bytes by which resident memory has to grow before the heap is asked for that. */
  distance(rss: number): number {
    if (this.#limit === undefined) return Infinity;
    return this.#near(rss) ? this.#low + this.#limit * GROWTH - rss : this.#limit * NEAR - rss;
  }

  #near(rss: number): boolean {
    return this.#limit !== undefined && rss >= this.#limit * NEAR;
  }
}
