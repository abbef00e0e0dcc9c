import type { CaptureComparison, ComparedSite } from '@heaptide/report/browse';
import { functionName } from '../sites/site-names.js';
import { createRowFilter } from '../sites/row-filter.js';
import { amountOf, type Metric } from './diff-figures.js';
import { fullSitePlace } from './site-place.js';

/** `delta` sorts by its size, whatever its sign. */
export type DiffSortColumn = 'delta' | 'percent' | 'before' | 'after' | 'site';

/** The order in which one key goes through them. */
export const DIFF_SORT_COLUMNS: readonly DiffSortColumn[] = ['delta', 'percent', 'after', 'before', 'site'];

export interface DiffOrder {
  readonly column: DiffSortColumn;
  readonly reversed: boolean;
}

/** What decides which rows are shown, and in which order. */
export interface RowChoice {
  readonly order: DiffOrder;
  /** As {@link createRowFilter} takes it. */
  readonly filter: string;
  /** Whether sites that changed no more than sampling can make up are shown. */
  readonly noise: boolean;
  readonly metric: Metric;
}

export interface DiffRows {
  /** Filtered and sorted. */
  readonly rows: readonly ComparedSite[];
  /** Rows left out as noise. */
  readonly hidden: number;
}

interface Remembered {
  readonly choice: RowChoice;
  readonly shown: DiffRows;
}

/** Of each comparison the last answer: a frame is drawn many times over between two choices. */
const remembered = new WeakMap<CaptureComparison, Remembered>();

export function diffRows(comparison: CaptureComparison | undefined, choice: RowChoice): DiffRows {
  if (comparison === undefined) return NONE;
  const known = remembered.get(comparison);
  if (known !== undefined && isSameChoice(known.choice, choice)) return known.shown;
  const shown = chooseRows(comparison, choice);
  remembered.set(comparison, { choice, shown });
  return shown;
}

const NONE: DiffRows = { rows: [], hidden: 0 };

function isSameChoice(a: RowChoice, b: RowChoice): boolean {
  return (
    a.filter === b.filter &&
    a.noise === b.noise &&
    a.metric === b.metric &&
    a.order.column === b.order.column &&
    a.order.reversed === b.order.reversed
  );
}

function chooseRows(comparison: CaptureComparison, choice: RowChoice): DiffRows {
  const { filter, noise, metric, order } = choice;
  const matches = createRowFilter(filter);
  const matching =
    filter === '' ? comparison.rows : comparison.rows.filter((site) => matches(searchKeys(site)));
  const changed = noise ? matching : matching.filter(({ change }) => change !== 'same');
  const isAsCompared = order.column === 'delta' && !order.reversed && metric === 'bytes';
  const rows = isAsCompared ? changed : sortSites(changed, order, metric);
  return { rows, hidden: matching.length - changed.length };
}

function searchKeys(site: ComparedSite) {
  return {
    nameKey: functionName(site.function).toLowerCase(),
    fileKey: fullSitePlace(site).toLowerCase(),
  };
}

/** Largest first, names from a to z. What is equal stays in the order of the comparison. */
function sortSites(
  rows: readonly ComparedSite[],
  { column, reversed }: DiffOrder,
  metric: Metric,
): readonly ComparedSite[] {
  const turn = reversed ? -1 : 1;
  if (column === 'site') {
    const keyed = rows.map((site) => ({ site, name: functionName(site.function).toLowerCase() }));
    return keyed.sort((a, b) => turn * compare(a.name, b.name)).map(({ site }) => site);
  }
  const figure = FIGURES[column];
  const keyed = rows.map((site) => ({ site, figure: figure(site, metric) }));
  return keyed.sort((a, b) => turn * compare(b.figure, a.figure)).map(({ site }) => site);
}

const FIGURES = {
  delta: (site: ComparedSite, metric: Metric) => Math.abs(amountOf(site, metric).delta),
  percent: (site: ComparedSite, metric: Metric) => {
    const { before, after, delta } = amountOf(site, metric);
    return before === 0 ? (delta === 0 ? 1 : Infinity) : after / before;
  },
  before: (site: ComparedSite, metric: Metric) => amountOf(site, metric).before,
  after: (site: ComparedSite, metric: Metric) => amountOf(site, metric).after,
};

/** Figures may be infinite, so that their difference would be no number. */
function compare<Value extends number | string>(a: Value, b: Value): number {
  return a < b ? -1 : Number(a > b);
}
