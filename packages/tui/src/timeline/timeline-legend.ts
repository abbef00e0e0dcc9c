import { longBytes } from '@heaptide/report';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { heapLimit, type HeapScale, MIB } from './heap-scale.js';
import { joinPieces, type LinePiece, words } from '../drawing/line-pieces.js';
import type { TimelineModel } from './timeline-model.js';
import { timelineIndex } from './timeline-index.js';
import { SIGN_ORDER, TIMELINE_SIGNS, type TimelineSignId } from './timeline-signs.js';
import { captureNumbered, type TimelineView } from './timeline-view.js';

export interface TimelineLegendOptions {
  readonly model: TimelineModel;
  readonly view: TimelineView;
  readonly width: number;
  /** Of the picture below. */
  readonly scale: HeapScale;
  readonly style: DrawingStyle;
}

/** What the reader may not guess comes first; the last have their words in the picture. */
const ORDER: readonly (readonly TimelineSignId[])[] = [
  ['withoutGc'],
  ['markA', 'markB'],
  ['baseline'],
  ['pinned'],
  ['capture'],
  ['restart'],
  ['gap'],
];

/** What the picture shows, the limit that it may or may not reach, and the signs that occur in it. */
export function composeTimelineLegend({ model, view, width, scale, style }: TimelineLegendOptions): string {
  const present = presentSigns(model, view);
  const signs = ORDER.filter((ids) => ids.some((id) => present.has(id))).map((ids) => {
    const { word, tone } = TIMELINE_SIGNS[ids[0]!];
    return words(`${ids.map((id) => TIMELINE_SIGNS[id].sign).join(' ')} ${word}`, tone);
  });
  const pieces = [words(title(model), 'strong'), ...limitPieces(model, scale), ...signs];
  return joinPieces(pieces, { width, style, gap: '  ' });
}

function limitPieces({ entries }: TimelineModel, scale: HeapScale): readonly LinePiece[] {
  const limit = heapLimit(entries);
  if (limit === undefined) return [];
  if (scale.limit !== undefined) return [words(`- - limit ${longBytes(limit)}`)];
  const place = limit / MIB < scale.low ? 'below' : 'above';
  return [words(`limit ${longBytes(limit)}, ${place}`)];
}

function title({ entries }: TimelineModel): string {
  const { withoutGc, exactSites } = timelineIndex(entries);
  const heap =
    withoutGc === 0 ? 'heap after GC' : withoutGc === entries.length ? 'heap with garbage' : 'heap';
  return exactSites === entries.length ? `${heap}, exact sites, MiB` : `${heap}, MiB`;
}

function presentSigns(model: TimelineModel, view: TimelineView): ReadonlySet<TimelineSignId> {
  const { signs, breaks } = timelineIndex(model.entries);
  const present = new Set<TimelineSignId>();
  const kinds = new Set(signs);
  for (const rank of kinds) present.add(SIGN_ORDER[rank]!);
  for (const { kind } of breaks) present.add(kind);
  if (captureNumbered(model, view.a) !== undefined) present.add('markA');
  if (captureNumbered(model, view.b) !== undefined) present.add('markB');
  if (captureNumbered(model, model.baseline) !== undefined) present.add('baseline');
  return present;
}
