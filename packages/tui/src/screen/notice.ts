import { duration, safeText, timeOfDay } from '@heaptide/report';
import type { WatchState } from '../session/watch-state.js';

/** Captures for which a notice about the past stays. */
const NOTICE_CAPTURES = 5;

/** What the reader has to know before trusting the figures, the gravest first; `undefined` when nothing is wrong. */
export function notice(
  state: WatchState,
  { now, ascii }: { now: number; ascii: boolean },
): string | undefined {
  const { connection, interruption, restart, captureCount, latest } = state;
  if (connection.state === 'lost') {
    const retry =
      connection.retryAt === undefined ? '' : `, next try in ${duration(connection.retryAt - now)}`;
    const reason = safeText(connection.reason ?? 'no answer', { ascii });
    return `connection lost ${duration(now - connection.since)} ago${retry}: ${reason}`;
  }
  if (restart !== undefined && captureCount <= NOTICE_CAPTURES) {
    return `a new hunt began at ${timeOfDay(restart.at)}: ${safeText(restart.reason, { ascii })}`;
  }
  if (interruption !== undefined && captureCount - interruption.captureCount < NOTICE_CAPTURES) {
    const { from, to } = interruption;
    return `no captures from ${timeOfDay(from)} to ${timeOfDay(to)} (${duration(to - from)}): the series has a gap`;
  }
  if (latest?.gc === 'none') return 'captures come without a garbage collection: figures include garbage';
  return undefined;
}
