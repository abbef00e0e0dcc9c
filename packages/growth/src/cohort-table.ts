import type { LifeCounts } from './life-counts.js';

/** The lives of some samples as one table, for looking at: by cohort, and by age at death. See {@link LifeCounts}. */
export class CohortTable {
  /** Samples in all. */
  readonly total: number;
  private readonly size: number;
  /** By cohort: alive, then dead by the age at which they were last seen. */
  private readonly alive: Int32Array;
  private readonly dead: Int32Array;
  private readonly born: Int32Array;

  /** All that `counts` hold, up to reading `newest`. */
  constructor(newest: number, counts: Iterable<LifeCounts>) {
    this.size = newest + 1;
    this.alive = new Int32Array(this.size);
    this.born = new Int32Array(this.size);
    this.dead = new Int32Array(this.size * this.size);
    let total = 0;
    for (const of of counts) {
      total += of.total;
      of.forEach((cohort, age, count) => {
        this.born[cohort]! += count;
        if (age === undefined) this.alive[cohort]! += count;
        else this.dead[cohort * this.size + age]! += count;
      });
    }
    this.total = total;
  }

  aliveIn(cohort: number): number {
    return this.alive[cohort]!;
  }

  /** Live samples of the cohorts from `from` to `until`, both included. */
  aliveBetween(from: number, until: number): number {
    let sum = 0;
    for (let cohort = from; cohort <= until; cohort++) sum += this.alive[cohort]!;
    return sum;
  }

  /** Samples of `cohort` last seen `age` readings after they were first seen, and gone since. */
  deadAt(cohort: number, age: number): number {
    return this.dead[cohort * this.size + age]!;
  }

  bornIn(cohort: number): number {
    return this.born[cohort]!;
  }

  /** Live samples at each reading. */
  liveCounts(): Float64Array {
    const live = new Float64Array(this.size);
    for (let cohort = 0; cohort < this.size; cohort++) {
      let left = this.born[cohort]!;
      for (let reading = cohort; reading < this.size && left > 0; reading++) {
        live[reading]! += left;
        left -= this.deadAt(cohort, reading - cohort);
      }
    }
    return live;
  }
}
