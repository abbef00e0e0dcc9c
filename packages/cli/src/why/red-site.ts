import { type GrowthReport, isFinding, type SiteReport } from '@heaptide/growth';

/** The sites that are worth asking about, the first of them first: findings, each group in lock-step once, then what grows, the fastest first. */
export function redSites({ sites }: Pick<GrowthReport, 'sites'>): readonly SiteReport[] {
  const groups = new Set<number>();
  const findings = sites.filter(isFinding).filter(({ group }) => {
    if (group === undefined) return true;
    const isNew = !groups.has(group);
    groups.add(group);
    return isNew;
  });
  const growing = sites
    .filter(({ verdict, expected }) => verdict === 'growing' && expected?.holds !== true)
    .sort((a, b) => b.slope.perSecond - a.slope.perSecond);
  return [...findings, ...growing];
}
