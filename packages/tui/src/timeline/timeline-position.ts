import { count, longBytes, safeText } from '@heaptide/report';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { type LinePiece, named, words } from '../drawing/line-pieces.js';
import { measure, shortenName } from '../drawing/measured-text.js';
import { shortenProse } from './shorten-prose.js';
import { timelineIndex } from './timeline-index.js';
import type { TimelineModel } from './timeline-model.js';
import type { TimelineView } from './timeline-view.js';

const LONGEST_DIRECTORY = 36;

export interface TimelinePositionOptions {
  /** Of the line that the pieces are for. */
  readonly width: number;
  /** Rows of the table shown at a time. */
  readonly page: number;
  readonly style: DrawingStyle;
}

/** For the line above the keys: a refusal, what is marked, what is shown of how many, where they are kept. `view` is placed. */
export function timelinePosition(
  model: TimelineModel,
  view: TimelineView,
  { width, page, style }: TimelinePositionOptions,
): readonly LinePiece[] {
  const { a, b, refusal } = view;
  return [
    ...(refusal === undefined
      ? []
      : [named(shortenProse(safeText(refusal), { width: width - 2, ellipsis: style.ellipsis }), 'warning')]),
    ...(a === undefined ? [] : [words(`A ${a}  B ${b ?? '? (space)'}`, 'accent')]),
    words(shownRows(model, view, page)),
    ...savedPieces(model, style),
    words(longBytes(model.size)),
  ];
}

/** `rows 7-14 of 14, room for 120`; breaks are rows too. */
function shownRows({ entries, live, capacity }: TimelineModel, { top }: TimelineView, page: number): string {
  const { rows } = timelineIndex(entries);
  const range = rows.length === 0 ? '0' : `${count(top + 1)}-${count(Math.min(rows.length, top + page))}`;
  const captures = rows.length === entries.length ? '' : `, ${count(entries.length)} captures`;
  return `rows ${range} of ${count(rows.length)}${captures}${live ? `, room for ${count(capacity)}` : ''}`;
}

function savedPieces(
  { savedIn, live }: TimelineModel,
  { ascii, ellipsis }: DrawingStyle,
): readonly LinePiece[] {
  if (savedIn === undefined) return live ? [words('not saved: --save DIR keeps them')] : [];
  const directory = shortenName(measure(safeText(savedIn, { ascii })), {
    width: LONGEST_DIRECTORY,
    ellipsis,
    keep: 'end',
  });
  const reopen = words('reopen: heaptide open DIR', 'dim');
  const saved = named(measure(safeText(`saved in ${directory.text}`)));
  return live ? [saved, reopen] : [saved];
}
