/**
 * Counts of one site's samples by the reading that first showed them and the last one that did.
 *
 * A sample's cohort is the number of the reading that first showed it. Readings are numbered from 0; cohort 0 holds what
 * was there when the hunt began. The table keeps counts only, never samples.
 */
export class CohortTable {
  /** `dead[b][a]`: samples of cohort `b` last seen `a` readings later, and gone since. */
  private readonly dead: number[][] = [];
  /** `alive[b]`: samples of cohort `b` that the newest reading still shows. */
  private readonly alive: number[] = [];

  addBirth(cohort: number): void {
    this.alive[cohort] = (this.alive[cohort] ?? 0) + 1;
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

  /** Samples of `cohort` last seen `age` readings after they were first seen, and gone since. */
  deadAt(cohort: number, age: number): number {
    return this.dead[cohort]?.[age] ?? 0;
  }

  bornIn(cohort: number): number {
    let born = this.aliveIn(cohort);
    this.dead[cohort]?.forEach((count) => (born += count));
    return born;
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
      if (survivors > 0) half.alive[newCohort] = (half.alive[newCohort] ?? 0) + survivors;
      this.dead[cohort]?.forEach((count, age) => {
        const age2 = Math.floor((cohort + age) / 2) - newCohort;
        if (age2 < 0) return;
        const row = (half.dead[newCohort] ??= []);
        row[age2] = (row[age2] ?? 0) + count;
      });
    }
    return half;
  }
}
