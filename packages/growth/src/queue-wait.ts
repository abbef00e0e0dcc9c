import type { CohortTable } from './cohort-table.js';
import { mannKendall } from './mann-kendall.js';

/** Whether a queue in which everything dies in turn nevertheless falls behind. */
export interface QueueWait {
  /** The wait grows while arrivals stay level: the queue falls behind. */
  readonly growing: boolean;
  /** Wait in the last third of the window over that in the first. */
  readonly waitRatio: number;
  /** Live samples in the last third of the window over those in the first. */
  readonly liveRatio: number;
  /** The largest fall of the live count is more than noise: the queue drains. */
  readonly drained: boolean;
}

/**
 * Little's law: live = arrivals x wait. More live samples at level arrivals mean a longer wait, which is a backlog; more
 * at higher arrivals is load. Looks at the last half of the readings. `undefined` where there is too little to tell.
 */
export function measureQueueWait(
  table: CohortTable,
  newest: number,
  work: readonly number[],
): QueueWait | undefined {
  if (newest < 12) return undefined;
  const begin = newest - Math.max(7, Math.floor(newest / 2));
  const live = liveCounts(table, newest);
  const arrivals: number[] = [];
  const counts: number[] = [];
  let births = 0;
  let deaths = 0;
  for (let reading = begin + 1; reading <= newest; reading++) {
    const born = table.bornIn(reading);
    const done = work[reading]! - work[reading - 1]!;
    if (!(done > 0)) return undefined;
    births += born;
    deaths += live[reading - 1]! + born - live[reading]!;
    arrivals.push(born / done);
    counts.push(live[reading]!);
  }
  if (births < 20 || deaths < 10) return undefined;
  const waits = counts.map(
    (count, i) => count / Math.max(1e-9, mean(arrivals.slice(Math.max(0, i - 1), i + 2))),
  );
  const third = Math.max(2, Math.floor(counts.length / 3));
  const ratio = (series: readonly number[], from: number, to: number): number =>
    mean(series.slice(-third)) / mean(series.slice(from, to));
  const liveRatio = ratio(counts, 0, third);
  const waitRatio = ratio(waits, 0, third);
  const arrivalRatio = ratio(arrivals, 0, third);
  const drained = largestFall(counts) >= 3 * Math.sqrt(Math.max(...counts));
  const growing =
    mannKendall(counts) > 2 &&
    mannKendall(waits) > 2 &&
    liveRatio > 1.3 &&
    ratio(counts, third, counts.length - third) > 1.08 &&
    waitRatio > 1.25 &&
    arrivalRatio > 0.7 &&
    arrivalRatio < 1.4 &&
    !drained;
  return { growing, waitRatio, liveRatio, drained };
}

/** Live samples at each reading. */
function liveCounts(table: CohortTable, newest: number): Float64Array {
  const live = new Float64Array(newest + 1);
  for (let cohort = 0; cohort <= newest; cohort++) {
    let left = table.bornIn(cohort);
    for (let reading = cohort; reading <= newest && left > 0; reading++) {
      live[reading]! += left;
      left -= table.deadAt(cohort, reading - cohort);
    }
  }
  return live;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function largestFall(series: readonly number[]): number {
  let peak = -Infinity;
  let fall = 0;
  for (const value of series) {
    peak = Math.max(peak, value);
    fall = Math.max(fall, peak - value);
  }
  return fall;
}
