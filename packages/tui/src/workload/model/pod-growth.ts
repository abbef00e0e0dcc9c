import type { GrowthReport } from '@heaptide/growth';
import { type GrowingSite, growingSite } from './growing-site.js';
import type { PodGrowth } from './workload-state.js';

/** Sites that a pod is remembered to grow at; beyond, only their bytes count. */
const MOST_SITES = 50;

/** What is kept of a report: little, for there are many pods. */
export function podGrowth(report: GrowthReport): PodGrowth {
  const { verdict, reason, unit, outlook, offHeap } = report;
  const sites = report.sites.flatMap((site) => growingSite(site) ?? []);
  return {
    verdict,
    reason,
    isConfirmed: sites.some(({ confirmed }) => confirmed),
    unit,
    workPerSecond: workPerSecond(report),
    ...rateOf(sites),
    ...(outlook === undefined ? {} : { outlook }),
    ...(offHeap === undefined ? {} : { offHeap }),
    sites: sites.slice(0, MOST_SITES),
  };
}

function workPerSecond({ captures, unit }: GrowthReport): number {
  const [first, last] = [captures[0], captures.at(-1)];
  if (first === undefined || last === undefined) return 0;
  const seconds = (Date.parse(last.time) - Date.parse(first.time)) / 1000;
  const done = (last.work[unit] ?? 0) - (first.work[unit] ?? 0);
  return seconds > 0 ? done / seconds : 0;
}

/** The sum, and its error as that of independent estimates. */
function rateOf(sites: readonly GrowingSite[]): Pick<PodGrowth, 'perSecond' | 'error'> {
  let perSecond = 0;
  let variance = 0;
  for (const site of sites) {
    perSecond += site.perSecond;
    if (site.perUnit !== 0) variance += ((site.perSecond / site.perUnit) * ((site.high - site.low) / 2)) ** 2;
  }
  return { perSecond, error: Math.sqrt(variance) };
}
