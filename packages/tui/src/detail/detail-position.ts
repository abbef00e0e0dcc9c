import { singular } from '@heaptide/growth';
import { count, safeText } from '@heaptide/report';
import { type LinePiece, named, words } from '../drawing/line-pieces.js';
import { measure } from '../drawing/measured-text.js';
import { type ComposeDetailOptions, detailLinesAround } from './compose-detail.js';
import { stopsOf } from './detail-stops.js';
import type { LinesAround } from './page-blocks.js';

const NAMES = {
  source: 'source',
  callers: 'caller',
  callees: 'callee',
  growth: 'growth',
  why: 'reason',
  next: 'next step',
};
const LONGEST_UNIT = 24;

/** Where the cursor is, how much of the page is out of sight, what growth is divided by, and what the page rests on. */
export function detailPosition(options: ComposeDetailOptions): readonly LinePiece[] {
  const { model, view, style } = options;
  const { pane, index } = view;
  const stops = stopsOf(model, pane);
  const at = stops > 1 ? ` ${index + 1} of ${stops}` : '';
  const captures = model.captures.length;
  const more = moreText(detailLinesAround(options));
  return [
    words(NAMES[pane] + at),
    ...(more === '' ? [] : [words(more)]),
    named(measure(safeText(`unit: ${singular(model.unit)}`, { ascii: style.ascii, limit: LONGEST_UNIT }))),
    words(`${count(captures)} ${captures === 1 ? 'capture' : 'captures'}`),
  ];
}

/** `more: 12 lines above, 30 below`. */
function moreText({ above, below }: LinesAround): string {
  const parts = [
    { lines: above, where: 'above' },
    { lines: below, where: 'below' },
  ].filter(({ lines }) => lines > 0);
  const said = parts.map(({ lines, where }, part) => {
    const noun = part > 0 ? '' : lines === 1 ? ' line' : ' lines';
    return `${lines}${noun} ${where}`;
  });
  return said.length === 0 ? '' : `more: ${said.join(', ')}`;
}
