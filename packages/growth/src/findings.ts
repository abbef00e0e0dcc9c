import type { GrowthReport, SiteReport } from './growth-report.js';

/** Whether a site is a finding: a leak or a backlog. */
export function isFinding({ verdict }: Pick<SiteReport, 'verdict'>): boolean {
  return verdict === 'leak' || verdict === 'backlog';
}

/** Whether the captures suffice for a verdict: health, or nothing but findings that are confirmed. */
export function isDecided({ verdict, sites }: Pick<GrowthReport, 'verdict' | 'sites'>): boolean {
  return verdict !== 'inconclusive' && sites.filter(isFinding).every(({ confirmed }) => confirmed);
}
