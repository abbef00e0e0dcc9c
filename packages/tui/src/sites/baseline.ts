import type { GrowthReport } from '@heaptide/growth';
import type { SiteColumns, SiteId } from '../engine/site-columns.js';
import { type RowGrowth, samplingError } from './site-row.js';

/** A moment that the user chose to count from. */
export interface Baseline {
  /** ISO 8601. */
  readonly time: string;
  /** Units of work done by then; absent without a work counter. */
  readonly units: number | undefined;
  /** Live bytes by site. */
  readonly inuse: ReadonlyMap<SiteId, number>;
}

/** The latest capture of `report` as a baseline. */
export function baselineOf(report: GrowthReport, { ids, inuse }: SiteColumns): Baseline | undefined {
  const latest = report.captures.at(-1);
  if (latest === undefined) return undefined;
  const bytes = new Map<SiteId, number>();
  ids.forEach((id, row) => bytes.set(id as SiteId, inuse[row]!));
  return {
    time: latest.time,
    units: report.unit === 'second' ? undefined : latest.work[report.unit],
    inuse: bytes,
  };
}

export interface Standing {
  readonly id: SiteId;
  readonly inuse: number;
  readonly interval: number;
  readonly units: number | undefined;
}

/** A site that was not there at the baseline counts from 0. */
export function growthSince(baseline: Baseline, { id, inuse, interval, units }: Standing): RowGrowth {
  const before = baseline.inuse.get(id) ?? 0;
  const change = inuse - before;
  const done = (units ?? 0) - (baseline.units ?? 0);
  return {
    change,
    error: samplingError(inuse + before, interval),
    perUnit: done > 0 && baseline.units !== undefined ? change / done : undefined,
  };
}
