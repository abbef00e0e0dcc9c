import type { LiveSample } from '../reading/heap-reading.js';

/**
 * Births of one life of an isolate, in bytes. V8 numbers samples in the order of birth, from 1 again whenever the sampler
 * is started anew; the clock puts each run behind all that it has seen, so that no two samples share a birth.
 */
export class AllocationClock {
  #base = 0;
  #latest = 0;
  #newest = 0;
  #living: ReadonlySet<number> = new Set();

  /** From now on ordinals begin anew. */
  beginRun(): void {
    this.#base = this.#latest;
    this.#newest = 0;
    this.#living = new Set();
  }

  /**
   * Whether `samples` can be of the run that was observed last. A sample that had been born by then and lives now lived
   * then; one that did not shows another sampler, with ordinals of its own.
   */
  continues(samples: readonly LiveSample[]): boolean {
    return samples.every(({ ordinal }) => ordinal > this.#newest || this.#living.has(ordinal));
  }

  /** Takes note of a reading of the current run. */
  observe(samples: readonly LiveSample[], interval: number): void {
    const living = new Set<number>();
    for (const { ordinal } of samples) {
      living.add(ordinal);
      if (ordinal > this.#newest) this.#newest = ordinal;
    }
    this.#living = living;
    this.#latest = Math.max(this.#latest, this.#base + this.#newest * interval);
  }

  /** What to add to ordinal x interval to get a birth. */
  get base(): number {
    return this.#base;
  }

  /** The youngest birth seen so far: bytes allocated since sampling began, to within one interval. */
  get latest(): number {
    return this.#latest;
  }
}
