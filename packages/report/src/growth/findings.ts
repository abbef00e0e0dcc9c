import { type GrowthReport, isFinding, type SiteReport } from '@heaptide/growth';
import { type SiteSum, sumSites } from './sum-sites.js';

/** One leak or backlog: a site, or several that grow in lock-step, which are counted once. */
export interface Finding {
  /** The one that grows most first. */
  readonly sites: readonly [SiteReport, ...SiteReport[]];
  readonly sum: SiteSum;
}

/** The findings of a report, in its order; a lock-step group stands where its first site does. */
export function findingsOf({ sites }: Pick<GrowthReport, 'sites'>): Finding[] {
  const byGroup = new Map<number | SiteReport, SiteReport[]>();
  for (const site of sites.filter(isFinding)) {
    const key = site.group ?? site;
    const members = byGroup.get(key);
    if (members === undefined) byGroup.set(key, [site]);
    else members.push(site);
  }
  return [...byGroup.values()].map((members) => {
    const [first, ...others] = members.sort((a, b) => b.slope.perUnit - a.slope.perUnit);
    return { sites: [first!, ...others], sum: sumSites(members) };
  });
}
