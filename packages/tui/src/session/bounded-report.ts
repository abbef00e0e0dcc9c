import type { GrowthReport } from '@heaptide/growth';

/** Captures that a screen keeps per site: more than an hour at one every ten seconds. */
export const SERIES_CAP = 500;

/** `report` with the last `cap` captures of every series. */
export function boundReport(report: GrowthReport, cap = SERIES_CAP): GrowthReport {
  if (report.captures.length <= cap) return report;
  return {
    ...report,
    captures: report.captures.slice(-cap),
    sites: report.sites.map((site) => ({
      ...site,
      inuseSpace: site.inuseSpace.slice(-cap),
      inuseObjects: site.inuseObjects.slice(-cap),
    })),
  };
}
