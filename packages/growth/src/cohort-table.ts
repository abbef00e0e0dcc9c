/**
 * Counts of samples by the reading that first showed them and the last one that did.
 *
 * A sample's cohort is the number of the reading that first showed it. Readings are numbered from 0; cohort 0 holds what
 * was there when the hunt began. The table keeps counts only, never samples.
 */
export class CohortTable {
  /** `dead[b][a]`: samples of cohort `b` last seen `a` readings later, and gone since. */
  private readonly dead: number[][] = [];
  /** `alive[b]`: samples of cohort `b` that the newest reading still shows. */
  private readonly alive: number[] = [];
  /** Samples ever entered. */
  total = 0;

  addBirth(cohort: number): void {
    this.alive[cohort] = (this.alive[cohort] ?? 0) + 1;
    this.total++;
  }

  /** A sample of `cohort` was last seen in reading `last`. */
  addDeath(cohort: number, last: number): void {
    this.alive[cohort] = (this.alive[cohort] ?? 0) - 1;
    const row = (this.dead[cohort] ??= []);
    row[last - cohort] = (row[last - cohort] ?? 0) + 1;
  }

  aliveIn(cohort: number): number {
    return this.alive[cohort] ?? 0;
  }

  /** Live samples of the cohorts from `from` to `until`, both included. */
  aliveBetween(from: number, until: number): number {
    const { alive } = this;
    let sum = 0;
    for (let cohort = Math.min(until, alive.length - 1); cohort >= from; cohort--) sum += alive[cohort] ?? 0;
    return sum;
  }

  /** Samples of `cohort` last seen `age` readings after they were first seen, and gone since. */
  deadAt(cohort: number, age: number): number {
    return this.dead[cohort]?.[age] ?? 0;
  }

  bornIn(cohort: number): number {
    let born = this.aliveIn(cohort);
    this.dead[cohort]?.forEach((count) => (born += count));
    return born;
  }

  /** Live samples at each reading up to `newest`. */
  liveCounts(newest: number): Float64Array {
    const live = new Float64Array(newest + 1);
    for (let cohort = 0; cohort <= newest; cohort++) {
      let left = this.bornIn(cohort);
      for (let reading = cohort; reading <= newest && left > 0; reading++) {
        live[reading]! += left;
        left -= this.deadAt(cohort, reading - cohort);
      }
    }
    return live;
  }

  /** Enters all that `other` holds. */
  addAll(other: CohortTable): void {
    other.alive.forEach((count, cohort) => (this.alive[cohort] = (this.alive[cohort] ?? 0) + count));
    other.dead.forEach((row, cohort) => {
      const own = (this.dead[cohort] ??= []);
      row.forEach((count, age) => (own[age] = (own[age] ?? 0) + count));
    });
    this.total += other.total;
  }

  /**
   * The table as it would be had only every second reading been made: reading `2j` becomes `j`. The newest reading
   * must be an even one. What no even reading shows is gone.
   */
  halved(): CohortTable {
    const half = new CohortTable();
    for (let cohort = 0; cohort < Math.max(this.alive.length, this.dead.length); cohort++) {
      const newCohort = Math.ceil(cohort / 2);
      const survivors = this.aliveIn(cohort);
      if (survivors > 0) {
        half.alive[newCohort] = (half.alive[newCohort] ?? 0) + survivors;
        half.total += survivors;
      }
      this.dead[cohort]?.forEach((count, age) => {
        const age2 = Math.floor((cohort + age) / 2) - newCohort;
        if (age2 < 0) return;
        const row = (half.dead[newCohort] ??= []);
        row[age2] = (row[age2] ?? 0) + count;
        half.total += count;
      });
    }
    return half;
  }
}
