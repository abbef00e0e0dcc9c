import type { DrawingStyle } from '../drawing/drawing-style.js';
import { type LinePiece, joinPieces, named, words } from '../drawing/line-pieces.js';
import { measure, shortenName } from '../drawing/measured-text.js';
import { safeText, timeOfDay } from '@heaptide/report';
import { TextLine } from './text-line.js';
import { unitName } from '../sites/unit-name.js';
import type { WatchSnapshot } from './watch-controller.js';

export interface PromptLineProps {
  readonly snapshot: WatchSnapshot;
  readonly style: DrawingStyle;
}

/** The question that waits for an answer, or where one stands in the table. */
export function PromptLine({ snapshot, style }: PromptLineProps) {
  const { width, pieces } = { width: snapshot.layout.columns, pieces: linePieces(snapshot, style) };
  return <TextLine text={joinPieces(pieces, { width, style })} />;
}

function linePieces(snapshot: WatchSnapshot, style: DrawingStyle): readonly LinePiece[] {
  const { view, rows, total } = snapshot;
  if (view.mode === 'confirm') {
    return [words('force a GC and capture now?', 'warning'), words('enter = yes, esc = no, g = first row')];
  }
  const filter = filterPiece(view.filter, snapshot, style);
  if (view.mode === 'filter') {
    return [
      filter,
      words(`${rows.length} of ${total}`),
      words('enter keep, esc drop, ! not, fn: file:', 'dim'),
    ];
  }
  return [...positionPieces(snapshot), filter, ...choicePieces(snapshot)];
}

function filterPiece(
  filter: string,
  { view, layout }: WatchSnapshot,
  { ascii, ellipsis }: DrawingStyle,
): LinePiece {
  const isTyping = view.mode === 'filter';
  if (filter === '' && !isTyping) return words('filter: none');
  const shown = measure(safeText(isTyping ? `/${filter}_` : `filter: ${filter}`, { ascii }));
  const width = Math.max(12, Math.floor(layout.columns / 3));
  return named(shortenName(shown, { width, ellipsis, keep: 'end' }), 'accent');
}

function positionPieces({ view, rows, total, layout }: WatchSnapshot): readonly LinePiece[] {
  const last = Math.min(rows.length, view.top + layout.tableRows);
  const of = rows.length === total ? `${total}` : `${rows.length} (${total} in all)`;
  return [words(rows.length === 0 ? `rows 0 of ${total}` : `rows ${view.top + 1}-${last} of ${of}`)];
}

function choicePieces({ view, state }: WatchSnapshot): readonly LinePiece[] {
  const sort = `sort: ${view.order.column === 'perUnit' ? 'B/UN' : view.order.column}${view.order.reversed ? ' ^' : ' v'}`;
  const unit = state.report?.unit;
  return [
    words(sort),
    ...(unit === undefined
      ? []
      : [unit === 'second' ? words('by time only') : named(measure(safeText(`unit: ${unitName(unit)}`)))]),
    ...(view.baseline === undefined ? [] : [words(`baseline: ${timeOfDay(Date.parse(view.baseline.time))}`)]),
  ];
}
