import type { Frame } from '@heaptide/growth';
import type { CallRow } from '@heaptide/report/browse';
import type { KeyPress } from '../keys/key-machine.js';
import { cursorMove } from '../screen/cursor-move.js';
import type { DetailModel } from './detail-model.js';
import { callRows, type DetailPane, frameOfStop, stopsOf } from './detail-stops.js';
import { paneOrder } from './pane-order.js';

/**
 * Where the user is on the page. One cursor goes through all of it, pane after pane; what is shown follows the cursor, so
 * nothing else has to be scrolled.
 */
export interface DetailView {
  readonly pane: DetailPane;
  /** Within the pane. */
  readonly index: number;
  /** The calls from the site to the row at the cursor: what the cursor follows when rows come and go. */
  readonly path: readonly string[] | undefined;
}

export const INITIAL_DETAIL_VIEW: DetailView = { pane: 'source', index: 0, path: undefined };

export interface DetailContext {
  readonly model: DetailModel;
  /** Lines shown at a time. */
  readonly page: number;
  /** Cells of a line, on which the order of the panes depends. */
  readonly width: number;
}

/** What a press makes of the view; `undefined` where it means nothing to this screen alone. */
export function pressDetail(
  view: DetailView,
  press: KeyPress,
  context: DetailContext,
): DetailView | undefined {
  if (press.command === 'next-pane') return turnPane(view, context, press.count ?? 1);
  if (press.command === 'previous-pane') return turnPane(view, context, -(press.count ?? 1));
  const { model, page, width } = context;
  const panes = paneOrder(width).map((pane) => ({ pane, stops: stopsOf(model, pane) }));
  const length = panes.reduce((sum, { stops }) => sum + stops, 0);
  const target = cursorMove(press, { index: flatIndex(view, panes), length, page });
  if (target === undefined) return undefined;
  let left = Math.max(0, Math.min(length - 1, target));
  for (const { pane, stops } of panes) {
    if (left < stops) return goTo(model, pane, left);
    left -= stops;
  }
  return view;
}

/** Finds the row of the cursor again after the model has changed, or what is nearest to it. */
export function placeDetail(view: DetailView, model: DetailModel): DetailView {
  const { pane, index, path } = view;
  const stops = stopsOf(model, pane);
  // While the calls of another capture are read, the cursor waits where it is.
  if (stops === 0 && model.calls === undefined) return view;
  if (stops === 0) return INITIAL_DETAIL_VIEW;
  const found = path === undefined ? -1 : rowOf(rowsOf(model, pane), path);
  if (found >= 0) return found === index ? view : { ...view, index: found };
  return index < stops ? view : goTo(model, pane, stops - 1);
}

/** The function that `open` leads to. */
export function followed(model: DetailModel, { pane, index }: DetailView): Frame | undefined {
  return frameOfStop(model, pane, index);
}

/** The function whose source is shown, and opened in an editor. */
export function frameAtCursor(model: DetailModel, view: DetailView): Frame {
  return followed(model, view) ?? model.frame;
}

function turnPane(view: DetailView, { model, width }: DetailContext, by: number): DetailView {
  const panes = paneOrder(width).filter((pane) => pane === view.pane || stopsOf(model, pane) > 0);
  const { length } = panes;
  const at = panes.indexOf(view.pane) + by;
  return goTo(model, panes[((at % length) + length) % length]!, 0);
}

function flatIndex(
  view: DetailView,
  panes: readonly { readonly pane: DetailPane; readonly stops: number }[],
): number {
  const before = panes.slice(
    0,
    panes.findIndex(({ pane }) => pane === view.pane),
  );
  return before.reduce((sum, { stops }) => sum + stops, view.index);
}

function goTo(model: DetailModel, pane: DetailPane, index: number): DetailView {
  return { pane, index, path: pathTo(rowsOf(model, pane), index) };
}

function rowsOf(model: DetailModel, pane: DetailPane): readonly CallRow[] {
  return pane === 'callers' || pane === 'callees' ? callRows(model, pane) : [];
}

/** Names of the row at `index` and of those that it stands below, root first. */
function pathTo(rows: readonly CallRow[], index: number): readonly string[] | undefined {
  const row = rows[index];
  if (row === undefined) return undefined;
  const path = [rowName(row)];
  let depth = row.depth;
  for (let above = index - 1; above >= 0 && depth > 0; above--) {
    if (rows[above]!.depth >= depth) continue;
    path.push(rowName(rows[above]!));
    depth = rows[above]!.depth;
  }
  return path.reverse();
}

/** The row that `path` leads to; -1 where there is none. */
function rowOf(rows: readonly CallRow[], path: readonly string[]): number {
  let depth = 0;
  for (const [index, row] of rows.entries()) {
    if (row.depth < depth) depth = row.depth;
    if (row.depth !== depth || rowName(row) !== path[depth]) continue;
    if (++depth === path.length) return index;
  }
  return -1;
}

function rowName({ frame, more }: CallRow): string {
  if (frame === undefined) return more === undefined ? 'own' : 'more';
  return `${frame.line}:${frame.column} ${frame.function}\n${frame.file}`;
}
