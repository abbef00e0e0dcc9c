import type { GrowthReport, SiteReport } from '../src/index.js';

/** The row of the function of that name; there must be one. */
export function siteOf({ sites }: GrowthReport, name: string): SiteReport {
  const site = sites.find((one) => one.function === name);
  if (site === undefined) throw new Error(`no site ${name}`);
  return site;
}
