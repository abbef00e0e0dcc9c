import type { ArrivalTrend } from './arrival-trend.js';
import type { Slope } from './growth-report.js';
import type { HuntClock } from './hunt-clock.js';
import type { Look } from './look.js';
import type { WorkClock } from './work-clock.js';

export const NO_GROWTH: Slope = { perUnit: 0, low: 0, high: 0, perSecond: 0 };

/** Growth of a site with what the sentence about it needs. */
export interface GrowthRate {
  readonly slope: Slope;
  readonly objectsPerUnit: number;
}

/** What some live samples stand for. */
export interface LiveBytes {
  readonly samples: number;
  readonly bytes: number;
  readonly objects: number;
}

/** Sums live samples, those of each cohort by a weight. */
export type WeighLive = (weightOf: (cohort: number) => number) => LiveBytes;

/**
 * Growth from survivors: the bytes of what arrived in the window and lives, the young by their chance to become
 * survivors, per unit of work. The interval is that of a Poisson count, widened where arrivals come in bursts.
 */
export function survivorRate(
  look: Look | undefined,
  live: WeighLive,
  { units, seconds }: HuntClock,
): GrowthRate | undefined {
  const trend = windowOf(look);
  if (look === undefined || trend === undefined) return undefined;
  const newest = units.length - 1;
  const { reach } = look.survival;
  const { samples, bytes, objects } = live((cohort) => {
    if (cohort <= trend.from) return 0;
    const reached = newest - cohort;
    return reached >= look.age ? 1 : reach[look.age]! / Math.max(1e-9, reach[reached]!);
  });
  const done = units[newest]! - units[trend.from]!;
  const elapsed = seconds[newest]! - seconds[trend.from]!;
  if (!(done > 0) || samples === 0) return undefined;
  const perUnit = bytes / done;
  const margin = 1.96 * perUnit * Math.sqrt(trend.dispersion / trend.survivors);
  return {
    slope: {
      perUnit,
      low: Math.max(0, perUnit - margin),
      high: perUnit + margin,
      perSecond: elapsed > 0 ? bytes / elapsed : 0,
    },
    objectsPerUnit: objects / done,
  };
}

/** The whole window where it speaks for the leak, its last half where only that does. */
function windowOf(look: Look | undefined): ArrivalTrend | undefined {
  if (look === undefined) return undefined;
  return look.leaks && !look.leaksThroughout ? look.half : look.whole;
}

/**
 * Growth from totals: the difference between the live bytes of the newest capture and of the middle one. The interval
 * is that of the sampling error at either end.
 */
export function netRate(
  bytes: readonly number[],
  interval: number,
  { done, seconds }: Pick<WorkClock, 'done' | 'seconds'>,
): Slope {
  const last = bytes.length - 1;
  const middle = Math.floor(last / 2);
  const work = done[last]! - done[middle]!;
  const elapsed = seconds[last]! - seconds[middle]!;
  if (!(work > 0) || !(elapsed > 0)) return NO_GROWTH;
  const change = bytes[last]! - bytes[middle]!;
  const margin = 1.96 * Math.sqrt(interval * (bytes[last]! + bytes[middle]!));
  return {
    perUnit: change / work,
    low: (change - margin) / work,
    high: (change + margin) / work,
    perSecond: change / elapsed,
  };
}
