import type { LiveSample } from '../reading/heap-reading.js';

/**
 * Ordinals of one life of the process. V8 numbers samples in the order of birth, from 1 again whenever the sampler is
 * restarted; the clock puts the new ordinals behind all that it has seen, so that no two samples share a birth.
 */
export class AllocationClock {
  #epoch = 0;
  #base = 0;
  #latest = 0;

  /** Takes note of a reading; returns what to add to each of its ordinals. */
  observe(epoch: number, samples: readonly LiveSample[]): number {
    if (epoch !== this.#epoch) {
      this.#epoch = epoch;
      this.#base = this.#latest;
    }
    for (const { ordinal } of samples) this.#latest = Math.max(this.#latest, this.#base + ordinal);
    return this.#base;
  }

  /** The greatest ordinal seen so far: the number of samples ever taken, or a little less. */
  get latest(): number {
    return this.#latest;
  }
}
