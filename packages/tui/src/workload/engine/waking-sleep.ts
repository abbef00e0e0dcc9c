import type { WatchClock } from '../../session/watch-clock.js';

/** Longer than any timer can be set. */
const LONGEST_MS = 2 ** 31 - 1;

/** A sleep that can be ended; being woken while nobody sleeps ends the next one before it begins. */
export class WakingSleep {
  readonly #clock: WatchClock;
  #waking = new AbortController();

  constructor(clock: WatchClock) {
    this.#clock = clock;
  }

  wake(): void {
    this.#waking.abort();
  }

  /** `ms` may be infinite: then only being woken ends it, or `signal`. */
  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    const wake = () => this.wake();
    signal.addEventListener('abort', wake, { once: true });
    try {
      if (!signal.aborted && !this.#waking.signal.aborted)
        await this.#clock.sleep(Math.min(ms, LONGEST_MS), this.#waking.signal);
    } finally {
      signal.removeEventListener('abort', wake);
      if (this.#waking.signal.aborted) this.#waking = new AbortController();
    }
  }
}
