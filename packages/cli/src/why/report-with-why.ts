import { type GrowthReport, isFinding, type SiteReport } from '@heaptide/growth';
import type { WhyAnswer } from '@heaptide/why';
import { weighWhy } from './third-witness.js';

/** A site and who retains what it makes; `null` where that was not asked or could not be. */
export interface WitnessedSite extends SiteReport {
  readonly why: WhyAnswer | null;
}

export interface WitnessedReport extends GrowthReport {
  readonly sites: readonly WitnessedSite[];
}

/** A report with the answers about its sites, which are weighed as a third witness; findings first. */
export function reportWithWhy(
  report: GrowthReport,
  answers: ReadonlyMap<SiteReport, WhyAnswer>,
): WitnessedReport {
  const sites = report.sites.map((site) => {
    const why = answers.get(site) ?? null;
    return { ...(why === null ? site : weighWhy(site, why)), why };
  });
  const findings = sites.filter(isFinding);
  return { ...report, sites: [...findings, ...sites.filter((site) => !findings.includes(site))] };
}

/** What is known of who retains a site; of any other site nothing. */
export function whyOf(site: SiteReport): WhyAnswer | null {
  return 'why' in site ? (site as WitnessedSite).why : null;
}
