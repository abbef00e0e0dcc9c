import { duration, period, safeText, timeOfDay } from '@heaptide/report';
import type { DrawingStyle, Tone } from '../../drawing/drawing-style.js';
import { joinPieces, type LinePiece, named, words } from '../../drawing/line-pieces.js';
import { measure, shortenName } from '../../drawing/measured-text.js';
import { count, nearLimitNotice, podCounts, workloadWords } from '../model/workload-words.js';
import type { WorkloadState } from '../model/workload-state.js';

export interface WorkloadHeaderOptions {
  readonly width: number;
  readonly style: DrawingStyle;
  readonly now: number;
}

/** For so long it is told where the capture of a pod near its limit was saved. */
const NEAR_LIMIT_MS = 5 * 60_000;
const GAP = ', ';

/** Who is watched and how fresh it is; how many pods, and how they answer; the answer; and what the reader must know first. */
export function composeWorkloadHeader(
  state: WorkloadState,
  options: WorkloadHeaderOptions,
): readonly string[] {
  const { width, style, now } = options;
  const told = workloadNotice(state, options);
  return [
    joinPieces([words('heaptide', 'strong'), titlePiece(state, options)], {
      width: width - 1,
      style,
      right: statusPiece(state, now),
    }),
    joinPieces([words(podCounts(state)), ...freshness(state, now)], { width, style }),
    verdictLine(state, options),
    ...(told === undefined
      ? []
      : [joinPieces([named(cut(`! ${told}`, options), 'warning')], { width, style })]),
  ];
}

/** What the reader has to know before trusting the figures, the gravest first; `undefined` when nothing is wrong. */
export function workloadNotice(
  { connection, pods }: WorkloadState,
  { now, style }: WorkloadHeaderOptions,
): string | undefined {
  if (connection.state === 'lost') {
    const retry =
      connection.retryAt === undefined ? '' : `, next try in ${duration(connection.retryAt - now)}`;
    return `the list of pods was lost ${duration(now - connection.since)} ago${retry}: ${safeText(connection.reason ?? 'no answer', style)}`;
  }
  const near = pods
    .filter(({ nearLimit }) => nearLimit !== undefined && now - nearLimit.at < NEAR_LIMIT_MS)
    .sort((a, b) => b.nearLimit!.at - a.nearLimit!.at)[0];
  return near === undefined ? undefined : nearLimitNotice(near, style);
}

function titlePiece({ name, namespace }: WorkloadState, { width, style }: WorkloadHeaderOptions): LinePiece {
  const title = measure(safeText(namespace === '' ? name : `${name} in ${namespace}`, style));
  return named(shortenName(title, { width: Math.floor(width * 0.5), ellipsis: style.ellipsis }), 'strong');
}

function statusPiece({ connection, paused, queued }: WorkloadState, now: number): LinePiece {
  const [word, tone]: [string, Tone] = paused
    ? [`HELD, ${queued} queued`, 'warning']
    : connection.state === 'live'
      ? ['LIVE', 'good']
      : [connection.state === 'lost' ? 'LOST' : 'CONNECTING', 'warning'];
  return words(`${word}  ${timeOfDay(now)}`, tone);
}

function freshness(state: WorkloadState, now: number): readonly LinePiece[] {
  const { everyMs, captureCount, receivedAt, savedIn } = state;
  return [
    words(`every ${period(everyMs)}`),
    words(count(captureCount, 'capture')),
    ...(receivedAt === undefined ? [] : [words(`data ${duration(now - receivedAt)} old`)]),
    ...(savedIn === undefined ? [] : [words('saved')]),
  ];
}

function verdictLine(state: WorkloadState, options: WorkloadHeaderOptions): string {
  const { width, style } = options;
  const { headline, clauses, shorter = [], tone } = workloadWords(state, style);
  const sign = headline === '' ? [] : [words(`${headline} `, tone)];
  const room = width - headline.length - 4;
  const pieces: LinePiece[] = [];
  let left = room;
  for (const [index, clause] of clauses.entries()) {
    const ways = index === 0 ? [clause, ...shorter] : [clause];
    const texts = ways.map((way) => measure(safeText(way, { ascii: style.ascii })));
    const text = texts.find(({ width: wide }) => wide <= room) ?? texts.at(-1)!;
    // The first clause is the answer; of the others, those are said that there is room for.
    if (index > 0 && text.width > left) continue;
    const shown = shortenName(text, { width: room, ellipsis: style.ellipsis });
    pieces.push(named(shown, index === 0 ? 'strong' : 'plain'));
    left -= shown.width + GAP.length;
  }
  const line = joinPieces(pieces, { width: width - headline.length - 2, style, gap: GAP });
  return joinPieces(sign, { width, style }) + line;
}

function cut(text: string, { width, style }: WorkloadHeaderOptions) {
  const safe = measure(safeText(text, { ascii: style.ascii }));
  return shortenName(safe, { width: width - 4, ellipsis: style.ellipsis, keep: 'end' });
}
