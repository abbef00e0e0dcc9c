import type { GrowthReport } from '@heaptide/growth';
import type { DrawingStyle, Tone } from './drawing-style.js';
import { type LinePiece, joinPieces, named, words } from './line-pieces.js';
import { measure, shortenName } from './measured-text.js';
import { bytesOf, count, duration, longBytes, period, rate, safeText, timeOfDay } from '@heaptide/report';
import { sparkline } from './sparkline.js';
import type { ScreenName } from '../keys/key-table.js';
import type { WatchState } from '../session/watch-state.js';

export interface HeaderOptions {
  readonly width: number;
  /** One for the views alone, three or four with all that is known of the process. */
  readonly height: number;
  readonly style: DrawingStyle;
  readonly now: number;
  readonly title: string;
  readonly screen: ScreenName;
}

const HEAP_TREND = 14;
const HEAP_TREND_CAPTURES = 120;
const BAR = 10;
/** What is shown above a view. */
const ABOVE: Partial<Record<ScreenName, string>> = { detail: '[Detail]', why: '[Why]' };
const TABS: readonly { readonly screen: ScreenName; readonly label: string }[] = [
  { screen: 'live', label: '1 Live' },
  { screen: 'diff', label: '2 Diff' },
  { screen: 'flame', label: '3 Flame' },
  { screen: 'timeline', label: '4 Timeline' },
];

/** The views; then who is watched and how fresh it is, memory against its limits, and work done. */
export function composeHeader(state: WatchState, options: HeaderOptions): readonly string[] {
  const { width, height, style } = options;
  const join = (pieces: readonly LinePiece[]) => joinPieces(pieces, { width, style });
  const views = viewsLine(state, options);
  if (height === 1) return [views];
  const tall = height >= 4;
  const memory = memoryPieces(state, options, tall);
  const work = workPieces(state, style);
  return [
    views,
    join([titlePiece(options), ...freshnessPieces(state, options)]),
    ...(tall ? [join(memory), join(work)] : [join([...memory, ...work])]),
  ];
}

function viewsLine(state: WatchState, { width, style, now, screen }: HeaderOptions): string {
  const tabs = TABS.map((tab) =>
    tab.screen === screen ? words(`[${tab.label}]`, 'strong') : words(` ${tab.label} `, 'plain'),
  );
  const above = ABOVE[screen];
  const detail = above === undefined ? [] : [words(above, 'strong')];
  return joinPieces([words('heaptide ', 'strong'), ...tabs, ...detail], {
    width: width - 1,
    style,
    gap: '',
    right: statusPiece(state, now),
  });
}

function titlePiece({ width, style, title }: HeaderOptions): LinePiece {
  const name = measure(safeText(title, { ascii: style.ascii }));
  return named(shortenName(name, { width: Math.floor(width * 0.4), ellipsis: style.ellipsis }), 'strong');
}

function statusPiece({ connection, paused, queued, latest }: WatchState, now: number): LinePiece {
  // What was saved is as old as its last capture, whatever the clock says.
  if (connection.state === 'saved')
    return words(`SAVED  ${latest === undefined ? '' : momentOf(latest.time)}`, 'accent');
  const [word, tone]: [string, Tone] = paused
    ? [`PAUSED, ${queued} queued`, 'warning']
    : connection.state === 'live'
      ? ['LIVE', 'good']
      : [connection.state === 'lost' ? 'LOST' : 'CONNECTING', 'warning'];
  return words(`${word}  ${timeOfDay(now)}`, tone);
}

function freshnessPieces(state: WatchState, { now, style }: HeaderOptions): readonly LinePiece[] {
  const { latest, captureCount, everyMs, receivedAt, captureAsked } = state;
  const pieces: LinePiece[] = [];
  if (latest?.versions.node !== undefined) {
    pieces.push(named(measure(safeText(`node ${latest.versions.node}`, { ascii: style.ascii, limit: 24 }))));
  }
  const isSaved = everyMs === 0;
  if (!isSaved) pieces.push(words(`every ${period(everyMs)}`));
  pieces.push(words(`captures ${count(captureCount)}`));
  if (captureAsked) pieces.push(words('forcing a GC ...', 'warning'));
  else if (receivedAt !== undefined && !isSaved) pieces.push(words(`data ${duration(now - receivedAt)} old`));
  if (latest !== undefined) {
    pieces.push(latest.gc === 'forced' ? words('after GC') : words('WITHOUT GC', 'warning'));
    pieces.push(words(`sample 1/${longBytes(latest.interval)}`));
  }
  return pieces;
}

function memoryPieces(
  { latest, report }: WatchState,
  { style }: HeaderOptions,
  tall: boolean,
): readonly LinePiece[] {
  if (latest === undefined) return [words('heap unknown')];
  const { heapUsed, heapLimit, rss, cgroup } = latest;
  const trend = tall && report !== undefined ? ` ${heapTrend(report, style)}` : '';
  const pieces = [words(`heap${trend} ${bytesOf(heapUsed, heapLimit, ' of ')}`)];
  const resident = words(`rss ${longBytes(rss)}`);
  if (cgroup === undefined) return [...pieces, resident];
  const inGroup = words(`cgroup ${bytesOf(cgroup.usage, cgroup.limit, ' of ')}`);
  // The cgroup counts the resident set too; where there is little room it says enough.
  if (!tall) return [...pieces, inGroup];
  const share = cgroup.limit > 0 ? cgroup.usage / cgroup.limit : 0;
  const filled = Math.max(0, Math.min(BAR, Math.round(share * BAR)));
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(BAR - filled)}] ${Math.round(share * 100)}%`;
  return [...pieces, resident, inGroup, words(bar, share >= 0.9 ? 'alarm' : 'plain')];
}

function heapTrend(report: GrowthReport, { heights }: DrawingStyle): string {
  const series = report.captures.slice(-HEAP_TREND_CAPTURES).map((capture) => capture.heapUsed);
  // Heap figures are counted, not sampled: only a change below one percent is drawn as none.
  const error = (series.at(-1) ?? 0) / 400;
  return sparkline(series, { width: Math.min(HEAP_TREND, series.length), error, heights });
}

function workPieces({ report, latest }: WatchState, { ascii }: DrawingStyle): readonly LinePiece[] {
  if (report === undefined || latest === undefined) return [];
  // The unit of the verdict comes first: it stays where there is little room.
  const isUnit = (name: string) => Number(name === report.unit);
  const counters = Object.entries(latest.work).sort(([a], [b]) => isUnit(b) - isUnit(a));
  if (counters.length === 0) return [words('no work counter')];
  const before = report.captures.at(-2);
  const seconds = before === undefined ? 0 : (Date.parse(latest.time) - Date.parse(before.time)) / 1000;
  return counters.map(([name, done]) => {
    const shown = measure(safeText(name, { ascii, limit: 24 }));
    const perSecond = seconds > 0 ? ` (+${rate((done - (before?.work[name] ?? 0)) / seconds)}/s)` : '';
    const figures = words(` ${count(done)}${perSecond}`);
    return { text: shown.text + figures.text, width: shown.width + figures.width, tone: 'plain' };
  });
}

/** To the minute, whatever else a date may be written like. */
function momentOf(time: string): string {
  return new Date(time).toISOString().slice(0, 16).replace('T', ' ');
}
