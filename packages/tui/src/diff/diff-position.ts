import { count, safeText } from '@heaptide/report';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { type LinePiece, named, words } from '../drawing/line-pieces.js';
import { measure } from '../drawing/measured-text.js';
import { shownMetric } from './diff-figures.js';
import type { DiffModel } from './diff-model.js';
import type { DiffSortColumn } from './diff-rows.js';
import { type DiffView, shownRows } from './diff-view.js';

export interface DiffPositionOptions {
  readonly model: DiffModel;
  /** Placed in the model. */
  readonly view: DiffView;
  /** Rows shown at a time. */
  readonly page: number;
  readonly style: DrawingStyle;
}

const SORT_NAMES: Readonly<Record<DiffSortColumn, string>> = {
  delta: '|delta|',
  percent: '%',
  before: 'A',
  after: 'B',
  site: 'site',
};
const LONGEST_FILTER = 60;

/** Where one stands in the table and what was chosen; nothing while there is no table. */
export function diffPosition({ model, view, page, style }: DiffPositionOptions): readonly LinePiece[] {
  const { comparison, refusal } = model;
  if (comparison === undefined || refusal !== undefined) return [];
  const { rows, hidden } = shownRows(model, view);
  const last = Math.min(rows.length, view.top + page);
  const range = rows.length === 0 ? 'rows 0' : `rows ${count(view.top + 1)}-${count(last)}`;
  const filter = measure(safeText(`filter: ${view.filter}`, { ascii: style.ascii, limit: LONGEST_FILTER }));
  return [
    words(`${range} of ${count(rows.length)}, ${count(comparison.rows.length)} sites`),
    ...(hidden > 0 ? [words(`noise: ${count(hidden)} hidden`)] : []),
    view.filter === '' ? words('filter: none') : named(filter, 'accent'),
    words(`sort: ${SORT_NAMES[view.order.column]} ${view.order.reversed ? '^' : 'v'}`),
    words(`metric: ${shownMetric(model, view.metric)}`),
  ];
}
