import type { GrowthReport } from '@heaptide/growth';
import { type SiteKey, siteKey } from '../lines/site-key.js';

/** A moment that the user chose to count from. */
export interface ReportBaseline {
  /** ISO 8601. */
  readonly time: string;
  /** Live bytes by site; a site that is not there counts from 0. */
  readonly inuse: ReadonlyMap<SiteKey, number>;
}

/** The latest capture of `report` as a baseline. */
export function reportBaseline({ captures, sites }: GrowthReport): ReportBaseline {
  const inuse = new Map(sites.map((site) => [siteKey(site), site.inuseSpace.at(-1) ?? 0]));
  return { time: captures.at(-1)!.time, inuse };
}
