import type { LifeCounts } from './life-counts.js';

/** The lives of some samples, for looking at: by cohort, and by age at death. See {@link LifeCounts}. */
export class CohortTable {
  /** Samples in all. */
  readonly total: number;
  private readonly size: number;
  private readonly alive: Int32Array;
  private readonly born: Int32Array;
  /** Cohort, age and count of those that died alike, one after the other: few, where a square table would be large. */
  private readonly dead: number[] = [];

  /** All that `counts` hold, up to reading `newest`. */
  constructor(newest: number, counts: Iterable<LifeCounts>) {
    this.size = newest + 1;
    this.alive = new Int32Array(this.size);
    this.born = new Int32Array(this.size);
    let total = 0;
    for (const of of counts) {
      total += of.total;
      of.forEach((cohort, age, count) => {
        this.born[cohort]! += count;
        if (age === undefined) this.alive[cohort]! += count;
        else this.dead.push(cohort, age, count);
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

  bornIn(cohort: number): number {
    return this.born[cohort]!;
  }

  /**
   * Samples that have died: by cohort and by `age`, readings from the first that showed them to the last. May come in several
   * portions.
   */
  forEachDead(visit: (cohort: number, age: number, count: number) => void): void {
    const { dead } = this;
    for (let i = 0; i < dead.length; i += 3) visit(dead[i]!, dead[i + 1]!, dead[i + 2]!);
  }

  /** Samples of `cohort` last seen `age` readings after they were first seen, and gone since. */
  deadAt(cohort: number, age: number): number {
    let sum = 0;
    this.forEachDead((ofCohort, atAge, count) => {
      if (ofCohort === cohort && atAge === age) sum += count;
    });
    return sum;
  }

  /** Live samples at each reading. */
  liveCounts(): Float64Array {
    const live = new Float64Array(this.size + 1);
    this.born.forEach((count, cohort) => (live[cohort]! += count));
    this.forEachDead((cohort, age, count) => (live[cohort + age + 1]! -= count));
    for (let reading = 1; reading < this.size; reading++) live[reading]! += live[reading - 1]!;
    return live.subarray(0, this.size);
  }
}
