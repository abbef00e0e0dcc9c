import { percentile } from '../proxy/percentile.js';
import { median } from '../quantiles.js';
import type { DrawnFrame } from './fake-terminal.js';
import type { FrameSeries, FrameTimes } from './frame-times.js';
import type { StartTimes } from './start-times.js';
import type { WatchFigures } from './watch-figures.js';

export interface TuiMeasurements {
  readonly frames: FrameTimes;
  readonly watch: WatchFigures;
  readonly start: readonly StartTimes[];
}

/** What the screens take, as Markdown tables. */
export function tuiTables({ frames, watch, start }: TuiMeasurements): string[] {
  const frameRow = (name: string, drawnBy: string, drawn: readonly DrawnFrame[]): string[] => [
    name,
    drawnBy,
    String(drawn.length),
    ...spread(drawn.map(({ wallMs }) => wallMs)),
    inMs(mean(drawn.map(({ cpuMs }) => cpuMs))),
    count(median(drawn.map(({ bytes }) => bytes))),
    String(median(drawn.map(({ writes }) => writes))),
  ];
  return [
    table(
      [
        'frame',
        'drawn by',
        'frames',
        'wall: p50',
        'p95',
        'longest',
        'CPU, mean',
        'bytes',
        'writes',
        'wall ×',
        'CPU ×',
      ],
      [
        ...frames.series.flatMap((series) => [
          [
            ...frameRow(series.name, 'heaptide', series.ours),
            ratio(series, ({ wallMs }) => wallMs),
            ratio(series, ({ cpuMs }) => cpuMs),
          ],
          [...frameRow(series.name, 'plain Ink', series.plain), '', ''],
        ]),
        ['unchanged data', 'heaptide', '1', '', '', '', '', count(frames.unchangedBytes), '', '', ''],
      ],
    ),
    table(
      ['keys', 'key to screen: p50', 'p95', 'longest'],
      [[String(watch.keys.length), ...spread(watch.keys)]],
    ),
    table(
      ['state', 'seconds', 'main thread', 'engine', "V8's threads"],
      watch.cpu.map(({ state, seconds, shares: { main, engine, others } }) => [
        state,
        String(seconds),
        ...[main, engine, others].map((share) => `${(100 * share).toFixed(1)} %`),
      ]),
    ),
    table(
      ['moment', 'resident', 'of it anonymous', 'peak'],
      watch.memory.map(({ moment, resident, anonymous, peak }) => [
        moment,
        ...[resident, anonymous, peak].map(inMib),
      ]),
    ),
    table(
      ['series', 'runs', 'to the verdict', 'slowest', 'node that does nothing'],
      start.map(({ name, opened, floor }) => [
        name,
        String(opened.length),
        inMs(median(opened), 0),
        inMs(Math.max(...opened), 0),
        inMs(median(floor), 0),
      ]),
    ),
  ];
}

/** Median, 95th percentile and longest. */
function spread(ms: readonly number[]): string[] {
  return [median(ms), percentile(ms, 0.95), Math.max(...ms)].map((value) => inMs(value));
}

/** The median of the ratios of frames that were drawn one after the other. */
function ratio({ ours, plain }: FrameSeries, cost: (frame: DrawnFrame) => number): string {
  return median(ours.map((frame, i) => cost(frame) / cost(plain[i]!))).toFixed(2);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function inMs(ms: number, digits = 1): string {
  return `${ms.toFixed(digits)} ms`;
}

function inMib(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
