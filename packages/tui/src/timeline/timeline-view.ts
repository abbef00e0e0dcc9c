import type { CaptureEntry, CaptureNumber } from '../engine/capture-entry.js';
import { cursorMove } from '../screen/cursor-move.js';
import type { KeyPress } from '../keys/key-machine.js';
import type { TimelineModel } from './timeline-model.js';
import { indexOfCapture, timelineIndex } from './timeline-index.js';
import { whyNotMarked } from './why-not-marked.js';

/** What the user has chosen to look at. */
export interface TimelineView {
  /** The selection follows its capture; while it is `undefined` it follows the newest. */
  readonly selected: CaptureNumber | undefined;
  /** First row shown. */
  readonly top: number;
  /** Marked for a diff. */
  readonly a: CaptureNumber | undefined;
  readonly b: CaptureNumber | undefined;
  /** Why the last mark was not set. */
  readonly refusal: string | undefined;
}

export const INITIAL_TIMELINE_VIEW: TimelineView = {
  selected: undefined,
  top: 0,
  a: undefined,
  b: undefined,
  refusal: undefined,
};

export interface TimelinePressOptions {
  readonly model: TimelineModel;
  /** Rows of the table shown at a time. */
  readonly page: number;
}

/** The view after a press; `undefined` when the press means nothing here. */
export function pressTimeline(
  view: TimelineView,
  press: KeyPress,
  { model, page }: TimelinePressOptions,
): TimelineView | undefined {
  const { entries } = model;
  const index = selectedIndex(model, view);
  const target = cursorMove(press, { index, length: entries.length, page });
  if (target !== undefined) {
    const follows = press.command === 'bottom' && press.count === undefined;
    const moved = follows ? undefined : entries[Math.max(0, Math.min(entries.length - 1, target))]?.number;
    return placeTimeline({ ...view, selected: moved, refusal: undefined }, model, page);
  }
  if (press.command === 'mark') return markSelected(view, model);
  if (press.command === 'back') return clearMarks(view);
  return undefined;
}

/** Brings the view in line with captures that came or went: marks of lost ones go, the selection shows among `page` rows. */
export function placeTimeline(view: TimelineView, model: TimelineModel, page: number): TimelineView {
  const { rows, rowOf } = timelineIndex(model.entries);
  const row = rowOf[selectedIndex(model, view)] ?? 0;
  // The row that says why a new life begins is shown with its first capture.
  const from = page > 1 && rows[row - 1] !== undefined && rows[row - 1]!.kind !== 'capture' ? row - 1 : row;
  const least = row - Math.max(0, page - 1);
  const last = Math.max(0, rows.length - page);
  const top = Math.min(last, Math.max(least, Math.min(from, view.top)));
  const a = kept(view.a, model);
  const b = kept(view.b, model);
  return top === view.top && a === view.a && b === view.b ? view : { ...view, top, a, b };
}

/** The capture that pin, note and baseline are about; `undefined` only where there is none. */
export function selectedCapture(model: TimelineModel, view: TimelineView): CaptureEntry | undefined {
  return model.entries[selectedIndex(model, view)];
}

function selectedIndex({ entries }: TimelineModel, { selected }: TimelineView): number {
  return selected === undefined ? entries.length - 1 : indexOfCapture(entries, selected);
}

/** First A, then B; the third starts over. The same capture twice takes its mark back. */
function markSelected(view: TimelineView, model: TimelineModel): TimelineView {
  const capture = selectedCapture(model, view);
  if (capture === undefined) return view;
  // A capture that was marked stays selected while newer ones come.
  const { number } = capture;
  const marked = { ...view, selected: number, refusal: undefined };
  const a = captureNumbered(model, view.a);
  if (a === undefined || view.b !== undefined) return { ...marked, a: number, b: undefined };
  if (a.number === number) return { ...marked, a: undefined };
  const refusal = whyNotMarked(a, capture);
  return refusal === undefined ? { ...marked, b: number } : { ...marked, refusal };
}

function clearMarks(view: TimelineView): TimelineView | undefined {
  if (view.a === undefined && view.refusal === undefined) return undefined;
  return { ...view, a: undefined, b: undefined, refusal: undefined };
}

function kept(number: CaptureNumber | undefined, model: TimelineModel): CaptureNumber | undefined {
  return captureNumbered(model, number)?.number;
}

/** The capture `number` where it is still kept. */
export function captureNumbered(
  { entries }: TimelineModel,
  number: CaptureNumber | undefined,
): CaptureEntry | undefined {
  if (number === undefined) return undefined;
  const entry = entries[indexOfCapture(entries, number)];
  return entry?.number === number ? entry : undefined;
}
