import { type GrowthReport, isFinding, type SiteReport, type Verdict } from '@heaptide/growth';
import { longBytes } from '@heaptide/profile';
import { findingsOf } from './findings.js';
import { minuteCell, rateCell } from './growth-amounts.js';
import { type Grouping, groupSites } from './group-sites.js';
import { placeOf } from './phrase.js';
import type { SiteSum } from './sum-sites.js';

/** One row of the table of a report. */
export interface GrowthRow {
  readonly verdict: Verdict;
  /** As it stands in the profile. */
  readonly name: string;
  /** Added to the name by us, such as `(external)`. */
  readonly remark: string;
  readonly place: string;
  /** Sites that the row adds up. */
  readonly sites: number;
  readonly inUse: string;
  readonly perUnit: string;
  readonly perMinute: string;
}

export interface GrowthRows {
  readonly shown: readonly GrowthRow[];
  /** What is counted instead of shown, by verdict. */
  readonly left: readonly Verdict[];
}

export interface RowOptions {
  readonly all: boolean;
  readonly groupBy: Grouping;
}

const MOST_GROWING = 20;
const QUIET: ReadonlySet<Verdict> = new Set(['bounded', 'flat', 'shrinking', 'new']);

/** The rows of a report: findings, what grows, what was withdrawn or expected; with `all` everything. */
export function growthRows(report: GrowthReport, { all, groupBy }: RowOptions): GrowthRows {
  if (groupBy !== 'site') return groupRows(report, groupBy, all);
  const others = report.sites.filter((site) => !isFinding(site));
  const growing = others.filter((site) => !isQuiet(site)).slice(0, all ? undefined : MOST_GROWING);
  const shown = others.filter((site) => all || growing.includes(site) || isTold(site));
  const findings = findingsOf(report).map(({ sites, sum }) =>
    rowOf(sites[0], sum, { sites: sites.length, remark: remarkOf(sites) }),
  );
  return {
    shown: [...findings, ...shown.map((site) => rowOf(site, site, { sites: 1, remark: remarkOf([site]) }))],
    left: others.filter((site) => !shown.includes(site)).map(({ verdict }) => verdict),
  };
}

function groupRows({ sites }: GrowthReport, groupBy: Grouping, all: boolean): GrowthRows {
  const groups = groupSites(sites, groupBy);
  const shown = groups.filter((group) => all || !isQuiet(group));
  return {
    shown: shown.map((group) => ({
      name: group.name,
      remark: '',
      place: group.place ?? '',
      sites: group.sites,
      ...figuresOf(group),
    })),
    left: groups.filter((group) => !shown.includes(group)).map(({ verdict }) => verdict),
  };
}

function isQuiet({ verdict }: Pick<SiteReport, 'verdict'>): boolean {
  return QUIET.has(verdict);
}

function isTold({ retracted, expected }: SiteReport): boolean {
  return retracted || expected !== undefined;
}

function remarkOf([first, ...others]: readonly [SiteReport, ...SiteReport[]]): string {
  const kind = first.kind === undefined ? '' : ` (${first.kind})`;
  return kind + (others.length === 0 ? '' : ` +${others.length}`);
}

function rowOf(site: SiteReport, sum: SiteSum, added: Pick<GrowthRow, 'sites' | 'remark'>): GrowthRow {
  return { name: site.function, place: placeOf(site), ...added, ...figuresOf(sum) };
}

function figuresOf({ verdict, inuseSpace, slope }: SiteSum) {
  return {
    verdict,
    inUse: longBytes(inuseSpace.at(-1) ?? 0),
    perUnit: rateCell(slope),
    perMinute: minuteCell(slope),
  };
}

/** Whether the rows of a grouping are shown with a place beside their name. */
export function hasPlace(groupBy: Grouping): boolean {
  return groupBy === 'site' || groupBy === 'function';
}

const NOUNS: Readonly<Record<Grouping, readonly [one: string, many: string]>> = {
  site: ['site', 'sites'],
  function: ['function', 'functions'],
  file: ['file', 'files'],
  package: ['package', 'packages'],
  path: ['path', 'paths'],
};

/** `238 more sites: 1 bounded, 231 flat, 6 new`; nothing where all are shown. */
export function leftLine({ left }: GrowthRows, groupBy: Grouping): string | undefined {
  if (left.length === 0) return undefined;
  const verdicts: readonly Verdict[] = ['growing', ...QUIET];
  const counts = verdicts.map((verdict) => ({ verdict, n: left.filter((one) => one === verdict).length }));
  const listed = counts.filter(({ n }) => n > 0).map(({ verdict, n }) => `${n} ${verdict}`);
  return `${left.length} more ${NOUNS[groupBy][left.length === 1 ? 0 : 1]}: ${listed.join(', ')}`;
}
