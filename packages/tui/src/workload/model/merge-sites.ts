import type { SiteFrame } from '../../engine/site-columns.js';
import { GROWING_VERDICTS, type GrowingSite, type GrowingVerdict } from './growing-site.js';
import type { PodGrowth } from './workload-state.js';

/** One site over all pods in which it grows. Of one function and line, whatever the column: builds differ in that. */
export interface MergedSite extends SiteFrame {
  /** The gravest of any pod. */
  readonly verdict: GrowingVerdict;
  /** Pods by what the site is in them. */
  readonly leaks: number;
  readonly backlogs: number;
  readonly growing: number;
  /** Pods in which it has stood the longer wait. */
  readonly confirmed: number;
  /** Bytes a second of all these pods together. */
  readonly perSecond: number;
  /** Live bytes of all these pods together. */
  readonly inuse: number;
  /** What growth is divided by in most of these pods. */
  readonly unit: string;
  /** Bytes per unit over the pods that count in this unit. */
  readonly perUnit: { readonly median: number; readonly least: number; readonly most: number };
}

/** Sites that are told of. */
const MOST_SITES = 100;

interface PodSite {
  readonly site: GrowingSite;
  readonly unit: string;
}

/** The sites at which pods grow, the gravest first, then those in most pods, then by bytes. */
export function mergeSites(pods: readonly Pick<PodGrowth, 'sites' | 'unit'>[]): readonly MergedSite[] {
  const bySite = new Map<string, PodSite[]>();
  for (const { sites, unit } of pods) {
    for (const [key, site] of ofOnePod(sites)) {
      const known = bySite.get(key);
      if (known === undefined) bySite.set(key, [{ site, unit }]);
      else known.push({ site, unit });
    }
  }
  return [...bySite.values()].map(merge).sort(byGravity).slice(0, MOST_SITES);
}

/** Functions that begin in one line are one site, so that a pod counts once. */
function ofOnePod(sites: readonly GrowingSite[]): ReadonlyMap<string, GrowingSite> {
  const byKey = new Map<string, GrowingSite>();
  for (const site of sites) {
    const key = mergeKey(site);
    const graver = byKey.get(key);
    byKey.set(key, graver === undefined ? site : added(graver, site));
  }
  return byKey;
}

function added(a: GrowingSite, b: GrowingSite): GrowingSite {
  return {
    ...a,
    inuse: a.inuse + b.inuse,
    perUnit: a.perUnit + b.perUnit,
    low: a.low + b.low,
    high: a.high + b.high,
    perSecond: a.perSecond + b.perSecond,
  };
}

/** Tells sites apart over pods. */
export function mergeKey({ function: name, file, line, kind }: SiteFrame): string {
  return `${file}\n${name}\n${line}\n${kind ?? ''}`;
}

/** Pods in which it grows. */
export function growingPods({ leaks, backlogs, growing }: MergedSite): number {
  return leaks + backlogs + growing;
}

function merge(found: readonly PodSite[]): MergedSite {
  const { function: name, file, line, column, kind } = found[0]!.site;
  const count = (verdict: GrowingVerdict) => found.filter(({ site }) => site.verdict === verdict).length;
  const counts = { leak: count('leak'), backlog: count('backlog'), growing: count('growing') };
  const unit = mostFrequent(found.map((each) => each.unit));
  const rates = found
    .filter((each) => each.unit === unit)
    .map(({ site }) => site.perUnit)
    .sort((a, b) => a - b);
  return {
    function: name,
    file,
    line,
    column,
    ...(kind === undefined ? {} : { kind }),
    verdict: GROWING_VERDICTS.find((verdict) => counts[verdict] > 0)!,
    leaks: counts.leak,
    backlogs: counts.backlog,
    growing: counts.growing,
    confirmed: found.filter(({ site }) => site.confirmed).length,
    perSecond: sum(found, ({ site }) => site.perSecond),
    inuse: sum(found, ({ site }) => site.inuse),
    unit,
    perUnit: { median: median(rates), least: rates[0]!, most: rates.at(-1)! },
  };
}

function byGravity(a: MergedSite, b: MergedSite): number {
  return (
    GROWING_VERDICTS.indexOf(a.verdict) - GROWING_VERDICTS.indexOf(b.verdict) ||
    Number(b.confirmed > 0) - Number(a.confirmed > 0) ||
    growingPods(b) - growingPods(a) ||
    b.perSecond - a.perSecond
  );
}

function mostFrequent(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]![0];
}

function median(ascending: readonly number[]): number {
  const middle = (ascending.length - 1) / 2;
  return (ascending[Math.floor(middle)]! + ascending[Math.ceil(middle)]!) / 2;
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0);
}
