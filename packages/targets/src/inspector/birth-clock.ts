import type { LiveSample } from './sampling-profile.js';

/**
 * Births in bytes on the allocation clock. V8 numbers samples in the order of birth, from 1 again whenever its sampler is started anew; each run is put behind
 * all that was seen before, so that no two samples share a birth.
 */
export class BirthClock {
  /** What to add to ordinal x interval to get a birth. */
  base = 0;
  /** The youngest birth seen so far. */
  latest = 0;
  #newest = 0;
  #living: ReadonlySet<number> = new Set();

  /** From now on ordinals begin anew. */
  beginRun(): void {
    this.base = this.latest;
    this.#newest = 0;
    this.#living = new Set();
  }

  /**
   * Whether `samples` can be of the run that was observed last: one that had been born by then and lives now lived then.
   */
  continues(samples: readonly LiveSample[]): boolean {
    return samples.every(({ ordinal }) => ordinal > this.#newest || this.#living.has(ordinal));
  }

  /** Takes note of a reading of the current run. */
  observe(samples: readonly LiveSample[], interval: number): void {
    this.#living = new Set(samples.map(({ ordinal }) => ordinal));
    for (const ordinal of this.#living) this.#newest = Math.max(this.#newest, ordinal);
    this.latest = Math.max(this.latest, this.base + this.#newest * interval);
  }
}
