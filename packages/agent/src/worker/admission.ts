/** An expensive operation is not begun now; `retryAfter` in seconds, at least 1. */
export class NotNow extends Error {
  override readonly name = 'NotNow';
  readonly retryAfter: number;

  constructor(message: string, retryAfter: number) {
    super(message);
    this.retryAfter = Math.max(1, Math.ceil(retryAfter));
  }
}

/** Tells of milliseconds that an operation only waited. */
export type Idle = (milliseconds: number) => void;

/** What the rule needs of the world. */
export interface AdmissionClock {
  /** Milliseconds. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Expensive operations may take one part of the time in so many. */
const SHARE = 5;
const LONGEST_REST_MS = 60_000;
/** A rest so short is waited for in place of being told. */
const PATIENCE_MS = 5000;

/**
 * Admits operations that stop the main thread for a while, collections and snapshots: one at a time, and after each a
 * rest in proportion to what it took, so that no client can keep the program from its work.
 */
export class Admission {
  readonly #clock: AdmissionClock;
  #busy = false;
  #restsUntil = 0;

  constructor(clock: AdmissionClock) {
    this.#clock = clock;
  }

  /**
   * Runs `operation`, which tells how many milliseconds of its time it left the main thread alone.
   * @throws {NotNow}, the reason of `signal`, or whatever `operation` throws.
   */
  async run<T>(operation: (idle: Idle) => Promise<T>, signal: AbortSignal): Promise<T> {
    if (this.#busy) throw new NotNow('another collection or snapshot is under way', 1);
    const rest = this.#restsUntil - this.#clock.now();
    if (rest > PATIENCE_MS)
      throw new NotNow('collections and snapshots may take a fifth of the time', rest / 1000);
    this.#busy = true;
    try {
      if (rest > 0) await this.#clock.sleep(rest, signal);
      const begin = this.#clock.now();
      let idle = 0;
      try {
        return await operation((milliseconds) => (idle += milliseconds));
      } finally {
        const end = this.#clock.now();
        const took = Math.max(0, end - begin - idle);
        this.#restsUntil = end + Math.min(LONGEST_REST_MS, (SHARE - 1) * took);
      }
    } finally {
      this.#busy = false;
    }
  }
}
