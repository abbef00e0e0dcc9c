const SHORTEST_MS = 10;
const LONGEST_MS = 250;
/** Growth may become this many times faster from one reading to the next. */
const SURGE = 4;
const HALF_LIFE_MS = 250;

/** No program has been seen to take memory faster, in bytes per millisecond. */
export const FASTEST_GROWTH = 400_000;

/** Where a reading stands. */
export interface PollPosition {
  /** Any figure that grows as memory is taken, bytes. */
  readonly usage: number;
  /** Bytes by which memory has to grow before something is to be done. */
  readonly distance: number;
  /** How long a process at rest may go unread. */
  readonly restMs: number;
}

/**
 * How long to wait before memory is read again. A wake-up costs far more than the reading. So a process that is at rest
 * or far away is left alone as long as `restMs`, or the fastest growth there is, allow; one that grows is read at least
 * four times before it comes as far as `distance` at the speed that it was seen to have.
 */
export class PollPace {
  #usage: number | undefined;
  #readAt = 0;
  /** Bytes per millisecond. */
  #speed = 0;

  /** Milliseconds to wait. @param now In milliseconds, never running back. */
  next({ usage, distance, restMs }: PollPosition, now: number): number {
    const passed = now - this.#readAt;
    if (this.#usage !== undefined && passed > 0) {
      const decayed = this.#speed * 0.5 ** (passed / HALF_LIFE_MS);
      this.#speed = Math.max(decayed, (usage - this.#usage) / passed);
    }
    this.#usage = usage;
    this.#readAt = now;
    const growing = this.#speed > 0 ? distance / (SURGE * this.#speed) : Infinity;
    const resting = Math.max(distance / FASTEST_GROWTH, restMs);
    return Math.max(SHORTEST_MS, Math.min(LONGEST_MS, growing, resting));
  }
}
