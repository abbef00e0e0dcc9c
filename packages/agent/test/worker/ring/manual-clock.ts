import { setImmediate as turn } from 'node:timers/promises';
import type { RingClock } from '../../../src/worker/ring/ring-clock.js';

interface Timer {
  readonly at: number;
  readonly act: () => void;
}

/** Time that passes only when it is told to. */
export class ManualClock implements RingClock {
  #now = 0;
  readonly #timers = new Set<Timer>();

  now(): number {
    return this.#now;
  }

  after(ms: number, act: () => void): () => void {
    const timer = { at: this.#now + ms, act };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  get pending(): number {
    return this.#timers.size;
  }

  /** Lets time pass; what is due runs at its time, and what it sets off without waiting for the system comes to its end. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const [next] = [...this.#timers].sort((a, b) => a.at - b.at);
      if (next === undefined || next.at > end) break;
      this.#timers.delete(next);
      this.#now = next.at;
      next.act();
      await turn();
    }
    this.#now = end;
    await turn();
  }
}
