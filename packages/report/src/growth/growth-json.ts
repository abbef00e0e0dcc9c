import type { GrowthReport } from '@heaptide/growth';
import { type Grouping, groupSites } from './group-sites.js';

export interface GrowthJsonOptions {
  /** Adds `groups`, the sites added up by this. */
  readonly groupBy?: Grouping;
}

/** The report as one JSON document of schema `heaptide.growth/1`, with a final newline. */
export function renderGrowthJson(report: GrowthReport, { groupBy }: GrowthJsonOptions = {}): string {
  const document =
    groupBy === undefined ? report : { ...report, groupBy, groups: groupSites(report.sites, groupBy) };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
