import type { ArrivalTrend } from './arrival-trend.js';
import type { Slope } from './growth-report.js';
import type { Look } from './look.js';
import type { SiteHistory } from './site-history.js';

export const NO_GROWTH: Slope = { perUnit: 0, low: 0, high: 0, perSecond: 0 };

/** Growth of a site with what the sentence about it needs. */
export interface GrowthRate {
  readonly slope: Slope;
  readonly objectsPerUnit: number;
}

/**
 * Growth from survivors: those that arrived in the window, at the mean size of the site's live samples, per unit of
 * work. The interval is that of a Poisson count, widened where arrivals come in bursts.
 */
export function survivorRate(
  site: SiteHistory,
  { samples, unitsPerSecond }: { samples: number; unitsPerSecond: number },
): GrowthRate | undefined {
  const trend = windowOf(site.look);
  const bytes = site.bytes.at(-1) ?? 0;
  if (trend === undefined || samples === 0) return undefined;
  const perUnit = trend.survivors / trend.work;
  const bytesPerUnit = (perUnit * bytes) / samples;
  const margin = 1.96 * bytesPerUnit * Math.sqrt(trend.dispersion / trend.survivors);
  return {
    slope: {
      perUnit: bytesPerUnit,
      low: Math.max(0, bytesPerUnit - margin),
      high: bytesPerUnit + margin,
      perSecond: bytesPerUnit * unitsPerSecond,
    },
    objectsPerUnit: (perUnit * (site.objects.at(-1) ?? 0)) / samples,
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
  site: SiteHistory,
  { interval, work, seconds }: { interval: number; work: readonly number[]; seconds: readonly number[] },
): Slope {
  const last = site.bytes.length - 1;
  const middle = Math.floor(last / 2);
  const done = work[last]! - work[middle]!;
  const elapsed = seconds[last]! - seconds[middle]!;
  if (!(done > 0) || !(elapsed > 0)) return NO_GROWTH;
  const change = site.bytes[last]! - site.bytes[middle]!;
  const margin = 1.96 * Math.sqrt(interval * (site.bytes[last]! + site.bytes[middle]!));
  return {
    perUnit: change / done,
    low: (change - margin) / done,
    high: (change + margin) / done,
    perSecond: change / elapsed,
  };
}
