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

/** Live samples that have outlived the crossing age, and what they stand for. */
export interface Survivors {
  readonly samples: number;
  readonly bytes: number;
  readonly objects: number;
}

/**
 * Growth from survivors: those that arrived in the window, at their mean size, per unit of work. The interval is that of
 * a Poisson count, widened where arrivals come in bursts.
 */
export function survivorRate(
  look: Look | undefined,
  { samples, bytes, objects }: Survivors,
  { units, seconds }: HuntClock,
): GrowthRate | undefined {
  const trend = windowOf(look);
  if (trend === undefined || samples === 0) return undefined;
  const done = units.at(-1)! - units[trend.from]!;
  const elapsed = seconds.at(-1)! - seconds[trend.from]!;
  if (!(done > 0)) return undefined;
  const arrived = (trend.survivors * bytes) / samples;
  const perUnit = arrived / done;
  const margin = 1.96 * perUnit * Math.sqrt(trend.dispersion / trend.survivors);
  return {
    slope: {
      perUnit,
      low: Math.max(0, perUnit - margin),
      high: perUnit + margin,
      perSecond: elapsed > 0 ? arrived / elapsed : 0,
    },
    objectsPerUnit: (trend.survivors * objects) / samples / done,
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
