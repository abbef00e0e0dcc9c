import type { ComparedSite, SiteFunction } from '@heaptide/report/browse';
import type { KeyPress } from '../keys/key-machine.js';
import { cursorMove } from '../screen/cursor-move.js';
import { type Metric, shownMetric } from './diff-figures.js';
import { type DiffModel, isSameSite } from './diff-model.js';
import { DIFF_SORT_COLUMNS, diffRows, type DiffOrder, type DiffRows } from './diff-rows.js';

/** What the user has chosen to see of a diff. */
export interface DiffView {
  /** The selection follows its site; while it is `undefined` it stays on the first row. */
  readonly selected: SiteFunction | undefined;
  readonly index: number;
  /** First row shown. */
  readonly top: number;
  readonly order: DiffOrder;
  /** What was typed after `/`. */
  readonly filter: string;
  /** Whether sites that changed no more than sampling can make up are shown. */
  readonly noise: boolean;
  readonly metric: Metric;
}

export const INITIAL_DIFF_VIEW: DiffView = {
  selected: undefined,
  index: 0,
  top: 0,
  order: { column: 'delta', reversed: false },
  filter: '',
  noise: false,
  metric: 'bytes',
};

export interface DiffPressContext {
  readonly model: DiffModel;
  /** Rows shown at a time: {@link diffPage}. */
  readonly page: number;
}

/** The rows that a view shows of a model. */
export function shownRows(model: DiffModel, view: DiffView): DiffRows {
  return diffRows(model.comparison, { ...view, metric: shownMetric(model, view.metric) });
}

/** The site that the cursor is on. */
export function selectedSite(model: DiffModel, view: DiffView): ComparedSite | undefined {
  const { rows } = shownRows(model, view);
  return rows[indexOfSelected(view, rows)];
}

/**
 * What a key does to the view; `undefined` where it means nothing here. Which captures are compared, what is opened and
 * what is typed as a filter is not for the view to say.
 */
export function pressDiff(
  view: DiffView,
  press: KeyPress,
  { model, page }: DiffPressContext,
): DiffView | undefined {
  const next = moved(view, press, { model, page }) ?? changed(view, press, model);
  return next && placeDiff(next, model, page);
}

/** Finds the selected site again after the model or the size has changed, and scrolls so that it shows among `page` rows. */
export function placeDiff(view: DiffView, model: DiffModel, page: number): DiffView {
  const { rows } = shownRows(model, view);
  const index = indexOfSelected(view, rows);
  const least = index - Math.max(0, page - 1);
  const last = Math.max(0, rows.length - page);
  const top = Math.min(last, Math.max(least, Math.min(index, view.top)));
  return index === view.index && top === view.top ? view : { ...view, index, top };
}

function moved(view: DiffView, press: KeyPress, { model, page }: DiffPressContext): DiffView | undefined {
  const { rows } = shownRows(model, view);
  const target = cursorMove(press, { index: indexOfSelected(view, rows), length: rows.length, page });
  if (target === undefined) return undefined;
  const index = withinRows(target, rows);
  return { ...view, index, selected: siteOf(rows[index]) };
}

function changed(view: DiffView, press: KeyPress, model: DiffModel): DiffView | undefined {
  switch (press.command) {
    case 'sort': {
      const next = (DIFF_SORT_COLUMNS.indexOf(view.order.column) + 1) % DIFF_SORT_COLUMNS.length;
      return { ...view, order: { column: DIFF_SORT_COLUMNS[next]!, reversed: false } };
    }
    case 'reverse':
      return { ...view, order: { ...view.order, reversed: !view.order.reversed } };
    case 'metric':
      return { ...view, metric: shownMetric(model, view.metric === 'bytes' ? 'objects' : 'bytes') };
    case 'relevant':
      return { ...view, noise: !view.noise };
    case 'back':
      return view.filter === '' ? undefined : { ...view, filter: '' };
    default:
      return undefined;
  }
}

/** A site that is not among the rows any more leaves the cursor where it is. */
function indexOfSelected({ selected, index }: DiffView, rows: readonly ComparedSite[]): number {
  if (selected === undefined) return 0;
  const there = rows[index];
  if (there !== undefined && isSameSite(there, selected)) return index;
  const found = rows.findIndex((row) => isSameSite(row, selected));
  return found >= 0 ? found : withinRows(index, rows);
}

function withinRows(index: number, rows: readonly ComparedSite[]): number {
  return Math.max(0, Math.min(rows.length - 1, index));
}

function siteOf(row: ComparedSite | undefined): SiteFunction | undefined {
  return row && { function: row.function, file: row.file, line: row.line };
}
