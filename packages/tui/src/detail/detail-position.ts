import { singular } from '@heaptide/growth';
import { count, safeText } from '@heaptide/report';
import { type LinePiece, named, words } from '../drawing/line-pieces.js';
import { measure } from '../drawing/measured-text.js';
import type { DetailModel } from './detail-model.js';
import { stopsOf } from './detail-stops.js';
import type { DetailView } from './detail-view.js';

const NAMES = {
  source: 'source',
  callers: 'caller',
  callees: 'callee',
  growth: 'growth',
  why: 'reason',
  next: 'next step',
};
const LONGEST_UNIT = 24;

/** Where the cursor is, what growth is divided by, and what the page rests on. */
export function detailPosition(
  model: DetailModel,
  { pane, index }: DetailView,
  { ascii = false }: { readonly ascii?: boolean } = {},
): readonly LinePiece[] {
  const stops = stopsOf(model, pane);
  const at = stops > 1 ? ` ${index + 1} of ${stops}` : '';
  const captures = model.captures.length;
  return [
    words(NAMES[pane] + at),
    named(measure(safeText(`unit: ${singular(model.unit)}`, { ascii, limit: LONGEST_UNIT }))),
    words(`${count(captures)} ${captures === 1 ? 'capture' : 'captures'}`),
  ];
}
