import type { SiteReport, Slope, Verdict } from '@heaptide/growth';

/** Several sites added up. */
export interface SiteSum {
  /** The worst among them. */
  readonly verdict: Verdict;
  /** One of them is a confirmed finding. */
  readonly confirmed: boolean;
  /** One figure per capture. */
  readonly inuseSpace: readonly number[];
  readonly inuseObjects: readonly number[];
  /** The errors of the sites are independent of each other, so that their squares add up. */
  readonly slope: Slope;
}

const WORST_FIRST: readonly Verdict[] = ['leak', 'backlog', 'growing', 'new', 'bounded', 'flat', 'shrinking'];

/** How bad a verdict is: 0 is the worst. */
export function rankOf(verdict: Verdict): number {
  return WORST_FIRST.indexOf(verdict);
}

/** Adds sites up; there must be one. */
export function sumSites(sites: readonly SiteReport[]): SiteSum {
  return {
    verdict: WORST_FIRST[Math.min(...sites.map(({ verdict }) => rankOf(verdict)))]!,
    confirmed: sites.some(({ confirmed }) => confirmed),
    inuseSpace: sumSeries(sites.map(({ inuseSpace }) => inuseSpace)),
    inuseObjects: sumSeries(sites.map(({ inuseObjects }) => inuseObjects)),
    slope: sumSlopes(sites.map(({ slope }) => slope)),
  };
}

/** Series that are shorter than others begin later: all end with the newest capture. */
function sumSeries(all: readonly (readonly number[])[]): number[] {
  const length = Math.max(...all.map((series) => series.length));
  return Array.from({ length }, (_, i) => sum(all.map((series) => series[i - length + series.length] ?? 0)));
}

function sumSlopes(slopes: readonly Slope[]): Slope {
  const perUnit = sum(slopes.map((slope) => slope.perUnit));
  const below = Math.sqrt(sum(slopes.map((slope) => (slope.perUnit - slope.low) ** 2)));
  const above = Math.sqrt(sum(slopes.map((slope) => (slope.high - slope.perUnit) ** 2)));
  return {
    perUnit,
    low: perUnit - below,
    high: perUnit + above,
    perSecond: sum(slopes.map((slope) => slope.perSecond)),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
