import { count, duration, longBytes, safeText, timeOfDay } from '@heaptide/report';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { joinPieces, type LinePiece, named, words } from '../drawing/line-pieces.js';
import { measure, shortenName } from '../drawing/measured-text.js';
import type { CaptureEntry } from '../engine/capture-entry.js';
import { CHANGE_SIGNS } from './change-sign.js';
import { counterName } from './counter-name.js';
import {
  amountOf,
  longErrorAmount,
  type Metric,
  shareOfA,
  shownMetric,
  signedLongAmount,
} from './diff-figures.js';
import type { DiffModel } from './diff-model.js';

export interface DiffHeadingOptions {
  readonly width: number;
  readonly style: DrawingStyle;
  readonly metric: Metric;
}

const LONGEST_NOTE = 32;

/** Three lines: what A is, what B is, and what B has that A has not. */
export function composeDiffHeading(model: DiffModel, options: DiffHeadingOptions): readonly string[] {
  const { width, style } = options;
  const { a, b } = model;
  const join = (pieces: readonly LinePiece[]) => joinPieces(pieces, { width, style, gap: '  ' });
  const facts = [a, b].map((entry) => entry && captureFacts(entry, model.unit, style));
  const widths = [0, 1, 2, 3].map((fact) => Math.max(...facts.map((each) => each?.[fact]?.width ?? 0)));
  const line = (side: 'A' | 'B', entry: CaptureEntry | undefined, known: readonly LinePiece[] | undefined) =>
    join([
      words(side, 'strong'),
      ...(entry === undefined || known === undefined
        ? [words('no capture yet')]
        : [...known.map((piece, fact) => padLeft(piece, widths[fact]!)), ...remarks(entry, model, style)]),
    ]);
  return [line('A', a, facts[0]), line('B', b, facts[1]), join(differencePieces(model, options))];
}

/** What stands in columns: number, time, heap, work. */
function captureFacts(
  { number, metadata }: CaptureEntry,
  unit: string,
  style: DrawingStyle,
): readonly LinePiece[] {
  const done = metadata.work[unit];
  return [
    words(`#${number}`),
    words(timeOfDay(Date.parse(metadata.time))),
    words(`heap ${longBytes(metadata.heapUsed)}`),
    ...(done === undefined ? [] : [workPiece(done, unit, style)]),
  ];
}

function workPiece(done: number, unit: string, style: DrawingStyle): LinePiece {
  const name = counterName(unit, style, 'many');
  const number = `${count(done)} `;
  return { text: number + name.text, width: number.length + name.width, tone: 'plain' };
}

/** What must be known to read the figures first, what the user wrote last. */
function remarks(
  entry: CaptureEntry,
  model: DiffModel,
  { ascii, ellipsis }: DrawingStyle,
): readonly LinePiece[] {
  const { gc, exactSites = false } = entry.metadata;
  const traits = [
    ...(entry.number === model.baseline ? ['baseline'] : []),
    ...(entry.number === model.latest ? ['latest'] : []),
    ...(entry.pinned ? ['pinned'] : []),
    ...(exactSites ? ['exact sites'] : []),
  ];
  const note = measure(safeText(entry.note, { ascii, limit: 2 * LONGEST_NOTE }));
  return [
    gc === 'forced' ? words('after GC') : words('WITHOUT GC', 'warning'),
    ...(traits.length === 0 ? [] : [words(traits.join(', '), 'accent')]),
    ...(entry.note === '' ? [] : [named(shortenName(note, { width: LONGEST_NOTE, ellipsis }), 'dim')]),
  ];
}

function differencePieces(
  model: DiffModel,
  { style, metric: wanted }: DiffHeadingOptions,
): readonly LinePiece[] {
  const { a, b, comparison, refusal } = model;
  const label = words('B-A', 'strong');
  if (comparison === undefined || refusal !== undefined) return [label, words('-')];
  const metric = shownMetric(model, wanted);
  const amount = amountOf(comparison, metric);
  const error = longErrorAmount(amount, metric);
  const share = shareOfA(amount);
  const total =
    signedLongAmount(amount.delta, metric) +
    (error === '' ? '' : ` ${style.plusMinus}${error}`) +
    (share === '-' ? '' : ` (${share})`);
  const counts = Object.entries(CHANGE_SIGNS).map(([change, { word }]) =>
    words(`${word} ${count(comparison.counts[change as keyof typeof CHANGE_SIGNS])}`),
  );
  return [label, words(total, 'strong'), ...counts, ...(a && b ? [spanPiece(a, b)] : [])];
}

function spanPiece(a: CaptureEntry, b: CaptureEntry): LinePiece {
  const ms = Date.parse(b.metadata.time) - Date.parse(a.metadata.time);
  return words(ms < 0 ? `B is ${duration(-ms)} before A` : `in ${duration(ms)}`);
}

function padLeft(piece: LinePiece, width: number): LinePiece {
  return { ...piece, text: ' '.repeat(width - piece.width) + piece.text, width };
}
