import type { GrowthReport } from '@heaptide/growth';
import { type RowGrowth, type SiteKey, samplingError, siteKey } from './site-row.js';

/** A moment that the user chose to count from. */
export interface Baseline {
  /** ISO 8601. */
  readonly time: string;
  /** Units of work done by then; absent without a work counter. */
  readonly units: number | undefined;
  readonly inuse: ReadonlyMap<SiteKey, number>;
}

/** The latest capture of `report` as a baseline. */
export function baselineOf(report: GrowthReport): Baseline | undefined {
  const latest = report.captures.at(-1);
  if (latest === undefined) return undefined;
  return {
    time: latest.time,
    units: report.unit === 'second' ? undefined : latest.work[report.unit],
    inuse: new Map(report.sites.map((site) => [siteKey(site), site.inuseSpace.at(-1) ?? 0])),
  };
}

export interface Standing {
  readonly key: SiteKey;
  readonly inuse: number;
  readonly interval: number;
  readonly units: number | undefined;
}

/** A site that was not there at the baseline counts from 0. */
export function growthSince(baseline: Baseline, { key, inuse, interval, units }: Standing): RowGrowth {
  const before = baseline.inuse.get(key) ?? 0;
  const change = inuse - before;
  const done = (units ?? 0) - (baseline.units ?? 0);
  return {
    change,
    error: samplingError(inuse + before, interval),
    perUnit: done > 0 && baseline.units !== undefined ? change / done : undefined,
  };
}
