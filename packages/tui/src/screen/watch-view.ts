import type { Baseline } from '../sites/baseline.js';
import type { KeyMode } from '../keys/key-table.js';
import { type RowOrder, SORT_COLUMNS } from '../sites/row-order.js';
import type { SiteKey, SiteRow } from '../sites/site-row.js';

/** What the user has chosen to look at. Knows nothing of captures but the keys of their sites. */
export interface WatchView {
  readonly mode: KeyMode;
  /** The selection follows its site; while it is `undefined` it stays on the first row. */
  readonly selected: SiteKey | undefined;
  readonly index: number;
  /** First row shown. */
  readonly top: number;
  readonly order: RowOrder;
  readonly filter: string;
  readonly detailOpen: boolean;
  readonly baseline: Baseline | undefined;
}

export const INITIAL_VIEW: WatchView = {
  mode: 'table',
  selected: undefined,
  index: 0,
  top: 0,
  order: { column: 'findings', reversed: false },
  filter: '',
  detailOpen: false,
  baseline: undefined,
};

/** Selects the row at `index`, or the nearest there is. */
export function selectRow(view: WatchView, rows: readonly SiteRow[], index: number): WatchView {
  const nearest = Math.max(0, Math.min(rows.length - 1, index));
  return { ...view, index: nearest, selected: rows[nearest]?.key };
}

/** Finds the selected site again after `rows` have changed, and scrolls so that it shows among `pageRows` rows. */
export function placeSelection(view: WatchView, rows: readonly SiteRow[], pageRows: number): WatchView {
  const found = view.selected === undefined ? 0 : rows.findIndex(({ key }) => key === view.selected);
  const index = found >= 0 ? found : Math.max(0, Math.min(rows.length - 1, view.index));
  const least = index - Math.max(0, pageRows - 1);
  const last = Math.max(0, rows.length - pageRows);
  const top = Math.min(last, Math.max(least, Math.min(index, view.top)));
  return index === view.index && top === view.top ? view : { ...view, index, top };
}

export function nextSort(view: WatchView): WatchView {
  const next = (SORT_COLUMNS.indexOf(view.order.column) + 1) % SORT_COLUMNS.length;
  return { ...view, order: { column: SORT_COLUMNS[next]!, reversed: false } };
}

export function reverseSort(view: WatchView): WatchView {
  return { ...view, order: { ...view.order, reversed: !view.order.reversed } };
}

/** Closes what was opened last: the detail, then the filter. Never more. */
export function stepBack(view: WatchView): WatchView {
  if (view.detailOpen) return { ...view, detailOpen: false };
  return view.filter === '' ? view : { ...view, filter: '' };
}

export function eraseCharacter(view: WatchView): WatchView {
  return { ...view, filter: Array.from(view.filter).slice(0, -1).join('') };
}
