import type { SiteId } from '../engine/site-columns.js';
import type { KeyPress } from '../keys/key-machine.js';
import { cursorMove } from '../screen/cursor-move.js';
import { type RowOrder, SORT_COLUMNS } from '../sites/row-order.js';
import type { SiteRows } from '../sites/site-rows.js';

/** What the user has chosen to look at. Knows nothing of captures but the numbers of their sites. */
export interface LiveView {
  /** The selection follows its site; while it is `undefined` it stays on the first row. */
  readonly selected: SiteId | undefined;
  readonly index: number;
  /** First row shown. */
  readonly top: number;
  readonly order: RowOrder;
  readonly filter: string;
  readonly suspectsOnly: boolean;
}

export const INITIAL_LIVE_VIEW: LiveView = {
  selected: undefined,
  index: 0,
  top: 0,
  order: { column: 'findings', reversed: false },
  filter: '',
  suspectsOnly: false,
};

export interface LivePressOptions {
  readonly rows: SiteRows;
  /** Rows shown at a time. */
  readonly page: number;
}

/** The view after a press; `undefined` when the press means nothing here. */
export function pressLive(
  view: LiveView,
  press: KeyPress,
  { rows, page }: LivePressOptions,
): LiveView | undefined {
  const { index } = placeLive(view, rows, page);
  const target = cursorMove(press, { index, length: rows.length, page });
  if (target !== undefined) return selectRow(view, rows, target);
  switch (press.command) {
    case 'sort':
      return { ...view, order: { column: nextColumn(view.order), reversed: false } };
    case 'reverse':
      return { ...view, order: { ...view.order, reversed: !view.order.reversed } };
    case 'relevant':
      return { ...view, suspectsOnly: !view.suspectsOnly };
    case 'ask-why':
      return selectRow(view, rows, index);
    case 'back':
      return stepBack(view);
    default:
      return undefined;
  }
}

/** Selects the row at `index`, or the nearest there is. */
export function selectRow(view: LiveView, rows: SiteRows, index: number): LiveView {
  const nearest = Math.max(0, Math.min(rows.length - 1, index));
  return { ...view, index: nearest, selected: rows.idAt(nearest) };
}

/** Finds the selected site again after the rows have changed, and scrolls so that it shows among `page` rows. */
export function placeLive(view: LiveView, rows: SiteRows, page: number): LiveView {
  const isWhereItWas = view.selected !== undefined && rows.idAt(view.index) === view.selected;
  const found = view.selected === undefined ? 0 : isWhereItWas ? view.index : rows.indexOf(view.selected);
  const index = found >= 0 ? found : Math.max(0, Math.min(rows.length - 1, view.index));
  const least = index - Math.max(0, page - 1);
  const last = Math.max(0, rows.length - page);
  const top = Math.min(last, Math.max(least, Math.min(index, view.top)));
  return index === view.index && top === view.top ? view : { ...view, index, top };
}

function nextColumn({ column }: RowOrder) {
  return SORT_COLUMNS[(SORT_COLUMNS.indexOf(column) + 1) % SORT_COLUMNS.length]!;
}

/** Takes back what narrows the table, one thing at a time. */
function stepBack(view: LiveView): LiveView | undefined {
  if (view.filter !== '') return { ...view, filter: '' };
  return view.suspectsOnly ? { ...view, suspectsOnly: false } : undefined;
}
