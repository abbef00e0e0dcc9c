import { safeText, timeOfDay } from '@heaptide/report';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { joinPieces, type LinePiece, named, words } from '../drawing/line-pieces.js';
import { measure } from '../drawing/measured-text.js';
import type { CaptureEntry } from '../engine/capture-entry.js';
import { flameAmounts } from './flame-amounts.js';
import type { FlameIndex } from './flame-index.js';
import { FLAME_MARKS } from './flame-mark.js';
import type { FlameModel } from './flame-model.js';

export interface FlameHeadingOptions {
  readonly model: FlameModel;
  readonly index: FlameIndex;
  readonly width: number;
  readonly style: DrawingStyle;
}

/** Which captures, how much each holds, and of what. */
export function flameHeading({ model, index, width, style }: FlameHeadingOptions): string {
  const { tree } = index;
  const { metric, long, signed } = flameAmounts(tree);
  const after = tree.total[0]!;
  const before = tree.before?.total[0];
  const pieces = [
    ...(before === undefined ? [] : captureName('A', model.a, long(before))),
    ...captureName('B', model.b, long(after)),
    ...(before === undefined ? [] : [words(`B-A ${signed(after - before)}`, 'strong')]),
  ];
  const shown = measure(safeText(metric, { ascii: style.ascii, limit: 40 }));
  const right = named(shown);
  const turned = model.inverted ? 'callers below' : '';
  return joinPieces(turned === '' ? pieces : [words(turned, 'strong'), ...pieces], {
    width: width - 1,
    style,
    right,
    gap: '  ',
  });
}

function captureName(side: string, entry: CaptureEntry | undefined, amount: string): readonly LinePiece[] {
  if (entry === undefined) return [words(`${side} ${amount}`)];
  const { number, metadata } = entry;
  const time = Date.parse(metadata.time);
  const moment = Number.isNaN(time) ? '' : ` ${timeOfDay(time)}`;
  return [
    words(`${side} #${number}${moment} ${amount}`),
    ...(metadata.gc === 'forced' ? [] : [words('WITHOUT GC', 'warning')]),
  ];
}

export interface FlameLegendOptions {
  readonly index: FlameIndex;
  readonly toScale: boolean;
  readonly searches: boolean;
  readonly width: number;
  readonly style: DrawingStyle;
}

/** What width and marks mean. */
export function flameLegend({ index, toScale, searches, width, style }: FlameLegendOptions): string {
  const { tree } = index;
  const found = searches ? [words('/ found', 'accent')] : [];
  const merged = [words('.. too narrow, merged')];
  if (tree.before === undefined) {
    const scale = toScale ? words('width: amount') : words('width: NOT to scale', 'warning');
    return joinPieces([scale, ...found, ...merged, words('free at the right: held itself')], {
      width,
      style,
    });
  }
  const scale = toScale ? words('width: B (x: A)') : words('width: NOT to scale', 'warning');
  const marks = Object.entries(FLAME_MARKS).map(([mark, { legend, tone }]) =>
    words(`${mark} ${mark === '=' && tree.grain === 0 ? 'equal' : legend}`, tone),
  );
  return joinPieces([scale, ...marks, ...found, ...merged], { width, style, gap: '  ' });
}
