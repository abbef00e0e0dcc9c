import { fitLine } from './fit-line.js';
import { mannKendall } from './mann-kendall.js';

/** Mann-Kendall deviate that the series must reach, and its last half. */
const SIGNIFICANT = 2.33;
/** The last half must bring this share of what it would at a level rate. */
const LATE_SHARE = 0.6;
/** Of the growth, what may have been lost again at the end. */
const MOST_LOST = 0.1;

/** What growth must come to: bytes, and a share of what there is in the end. */
export interface LeastGrowth {
  readonly bytes: number;
  readonly share: number;
}

/**
 * Bytes per unit of work where a series of exact figures, at `done` units each, rises to its end, by enough, and in its last
 * half as well; `undefined` where it does not. For memory of which no samples are to be had.
 */
export function steadyGrowth(
  series: readonly number[],
  done: readonly number[],
  least: LeastGrowth,
): number | undefined {
  const middle = Math.floor(series.length / 2);
  const late = series.slice(middle);
  const grown = grownBy(series);
  const isMuch = grown >= least.bytes && grown >= least.share * series.at(-1)!;
  if (!isMuch || mannKendall(series) < SIGNIFICANT || mannKendall(late) < SIGNIFICANT) return undefined;
  const lateWork = (done.at(-1)! - done[middle]!) / (done.at(-1)! - done[0]!);
  const isLate = grownBy(late) >= LATE_SHARE * grown * lateWork;
  if (!isLate || Math.max(...series) - series.at(-1)! > MOST_LOST * grown) return undefined;
  const line = fitLine(series.map((value, i) => ({ at: done[i]!, value })));
  return line.slope > 0 ? line.slope : undefined;
}

/** From the first figure to the last. */
export function grownBy(series: readonly number[]): number {
  return series.at(-1)! - series[0]!;
}
