import { count, longBytes, safeText } from '@heaptide/report';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { type LinePiece, named, words } from '../drawing/line-pieces.js';
import { measure, shortenName } from '../drawing/measured-text.js';
import { shortenProse } from './shorten-prose.js';
import type { TimelineModel } from './timeline-model.js';
import type { TimelineView } from './timeline-view.js';

const LONGEST_DIRECTORY = 36;

export interface TimelinePositionOptions {
  /** Of the line that the pieces are for. */
  readonly width: number;
  readonly style: DrawingStyle;
}

/** For the line above the keys: a refusal, what is marked, how much is kept, and where. */
export function timelinePosition(
  model: TimelineModel,
  { a, b, refusal }: TimelineView,
  { width, style }: TimelinePositionOptions,
): readonly LinePiece[] {
  const { entries, capacity, size } = model;
  return [
    ...(refusal === undefined
      ? []
      : [named(shortenProse(safeText(refusal), { width: width - 2, ellipsis: style.ellipsis }), 'warning')]),
    ...(a === undefined ? [] : [words(`A ${a}  B ${b ?? '? (space)'}`, 'accent')]),
    words(`${count(entries.length)} of ${count(capacity)} kept, ${longBytes(size)}`),
    ...savedPieces(model, style),
  ];
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
