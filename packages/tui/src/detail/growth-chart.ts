import { shortBytes, timeOfDay } from '@heaptide/report';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { samplingError } from '../sites/site-row.js';
import type { DetailModel } from './detail-model.js';
import { composeHeading, type PaneSize } from './pane.js';

interface Bar {
  /** Mean of the captures that it stands for. */
  readonly bytes: number;
  /** A capture among them had no GC before it. */
  readonly uncollected: boolean;
}

/** Noise alone spreads over about two intervals; drawn on four it stays around the middle. */
const LEAST_RANGE_IN_ERRORS = 4;
/** Below this share of the range the scale begins at 0 instead. */
const NEAR_ZERO = 0.5;
const TICK = 6;
const MARGIN = TICK + 3;
const WIDEST_BAR = 8;
/** Rows beside the bars: heading, and times or marks below. */
const FRAME = 2;

/** In-use bytes of the site, one bar per capture, on a scale that is never finer than what the figures are worth. */
export function composeGrowthChart(
  model: DetailModel,
  { height, ...size }: PaneSize & { readonly height: number },
): readonly string[] {
  const { width, style } = size;
  const someUncollected = model.captures.some(({ gc }) => gc === 'none');
  const name = someUncollected ? 'per capture; ? no GC before it' : 'per capture';
  const heading = composeHeading({ title: 'IN USE', name, hasCursor: false }, size);
  const rows = height - FRAME;
  const series = model.site?.inuseSpace ?? [];
  if (rows < 1 || series.length === 0) {
    const empty =
      series.length === 0 ? [`  no series: no allocation site`.slice(0, width).padEnd(width)] : [];
    return pad([heading, ...empty], { height, width });
  }
  const bars = barsOf(model, Math.max(1, width - MARGIN - 1));
  const barWidth = Math.max(1, Math.min(WIDEST_BAR, Math.floor((width - MARGIN - 1) / bars.length)));
  const scale = scaleOf(bars, samplingError(series.at(-1)!, model.interval));
  const lines = Array.from({ length: rows }, (_, row) => {
    const fromBelow = rows - 1 - row;
    const drawn = bars.map(({ bytes }) => cell(bytes, { ...scale, fromBelow, rows, style }).repeat(barWidth));
    const isTick = row === 0 || fromBelow === 0 || row === Math.floor((rows - 1) / 2);
    const value = rows === 1 ? scale.high : scale.low + ((scale.high - scale.low) * fromBelow) / (rows - 1);
    const tick = (isTick ? shortBytes(value) : '').padStart(TICK);
    return ` ${tick} |${drawn.join('')}`.padEnd(width);
  });
  return pad([heading, ...lines, footer(model, { bars, barWidth, width })], { height, width });
}

function barsOf({ site, captures }: DetailModel, most: number): readonly Bar[] {
  const series = site?.inuseSpace ?? [];
  const offset = captures.length - series.length;
  const number = Math.min(most, series.length);
  return Array.from({ length: number }, (_, bar) => {
    const from = Math.floor((bar * series.length) / number);
    const to = Math.floor(((bar + 1) * series.length) / number);
    let sum = 0;
    let uncollected = false;
    for (let at = from; at < to; at++) {
      sum += series[at]!;
      uncollected ||= captures[offset + at]?.gc === 'none';
    }
    return { bytes: sum / (to - from), uncollected };
  });
}

function scaleOf(bars: readonly Bar[], error: number): { readonly low: number; readonly high: number } {
  let least = Infinity;
  let most = -Infinity;
  for (const { bytes } of bars) {
    least = Math.min(least, bytes);
    most = Math.max(most, bytes);
  }
  const range = Math.max(most - least, LEAST_RANGE_IN_ERRORS * error);
  const low = (least + most - range) / 2;
  return least >= 0 && low < NEAR_ZERO * range
    ? { low: 0, high: Math.max(low + range, most) }
    : { low, high: low + range };
}

interface CellOptions {
  readonly low: number;
  readonly high: number;
  /** Row of the picture, 0 for the lowest. */
  readonly fromBelow: number;
  readonly rows: number;
  readonly style: DrawingStyle;
}

function cell(bytes: number, { low, high, fromBelow, rows, style }: CellOptions): string {
  const { heights } = style;
  const share = high > low ? (bytes - low) / (high - low) : 0.5;
  const steps = Math.round(share * (rows * heights.length - 1)) + 1 - fromBelow * heights.length;
  if (steps <= 0) return ' ';
  return heights[Math.min(heights.length, steps) - 1]!;
}

function footer(
  { captures }: DetailModel,
  {
    bars,
    barWidth,
    width,
  }: { readonly bars: readonly Bar[]; readonly barWidth: number; readonly width: number },
): string {
  const margin = ' '.repeat(MARGIN);
  const drawn = bars.length * barWidth;
  if (bars.some(({ uncollected }) => uncollected)) {
    const marks = bars.map(({ uncollected }) => (uncollected ? '?' : ' ').repeat(barWidth)).join('');
    return (margin + marks).padEnd(width);
  }
  const times = [captures[0], captures.at(-1)].map((capture) => timeOfDay(Date.parse(capture?.time ?? '')));
  const [first, last] = times as [string, string];
  const gap = drawn - first.length - last.length;
  const line = gap >= 1 ? first + ' '.repeat(gap) + last : width - MARGIN > 20 ? `${first} to ${last}` : last;
  return (margin + line).slice(0, width).padEnd(width);
}

function pad(
  lines: readonly string[],
  { height, width }: { readonly height: number; readonly width: number },
) {
  return Array.from({ length: height }, (_, index) => lines[index] ?? ' '.repeat(width));
}
