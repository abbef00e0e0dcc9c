import type { CohortTable } from './cohort-table.js';

/** The live samples of one reading, ordered by birth: three columns of equal length. */
export interface SampleColumns {
  /** Births on the allocation clock, ascending; unique, so they identify a sample in the next reading. */
  readonly born: Float64Array;
  /** Site numbers. */
  readonly site: Int32Array;
  /** Number of the reading that first showed the sample. */
  readonly cohort: Int32Array;
}

export const NO_SAMPLES: SampleColumns = {
  born: new Float64Array(0),
  site: new Int32Array(0),
  cohort: new Int32Array(0),
};

/**
 * Compares reading `reading` with the one before it: samples in both have survived, those only in the first have died,
 * those only in the second were born. Enters deaths and births into the sites' tables and fills the cohorts of `next`.
 */
export function followSamples(
  previous: SampleColumns,
  next: SampleColumns,
  { reading, tableOf }: { reading: number; tableOf: (site: number) => CohortTable },
): void {
  let before = 0;
  for (let now = 0; now < next.born.length; now++) {
    const born = next.born[now]!;
    while (before < previous.born.length && previous.born[before]! < born) bury(before++);
    if (before < previous.born.length && previous.born[before] === born) {
      next.cohort[now] = previous.cohort[before]!;
      next.site[now] = previous.site[before]!;
      before++;
    } else {
      next.cohort[now] = reading;
      tableOf(next.site[now]!).addBirth(reading);
    }
  }
  while (before < previous.born.length) bury(before++);

  function bury(index: number): void {
    tableOf(previous.site[index]!).addDeath(previous.cohort[index]!, reading - 1);
  }
}

/** The columns for samples in any order, sorted by birth; cohorts are left to {@link followSamples}. */
export function sortedByBirth(born: Float64Array, site: Int32Array): SampleColumns {
  const order = new Uint32Array(born.length).map((_, i) => i).sort((a, b) => born[a]! - born[b]!);
  return {
    born: Float64Array.from(order, (i) => born[i]!),
    site: Int32Array.from(order, (i) => site[i]!),
    cohort: new Int32Array(born.length),
  };
}
