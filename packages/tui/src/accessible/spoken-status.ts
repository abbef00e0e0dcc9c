import type { GrowthReport } from '@heaptide/growth';
import {
  bytesOf,
  count,
  duration,
  longBytes,
  outlookText,
  period,
  safeText,
  timeOfDay,
} from '@heaptide/report';
import type { WatchState } from '../session/watch-state.js';

interface StatusOptions {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly ascii: boolean;
}

/** How things stand: the connection, the verdict, memory, and work. */
export function statusSentences(state: WatchState, options: StatusOptions): readonly string[] {
  const { report, paused, queued, restart } = state;
  const { ascii } = options;
  return [
    connectionSentence(state, options),
    ...(paused
      ? [`Paused: ${queued} newer ${queued === 1 ? 'capture waits' : 'captures wait'}. Say resume.`]
      : []),
    ...(restart === undefined
      ? []
      : [`Judging began anew at ${timeOfDay(restart.at)}: ${safeText(restart.reason, { ascii })}.`]),
    ...(report === undefined ? [] : [verdictSentence(report, { ascii }), memorySentence(state, { ascii })]),
  ];
}

function connectionSentence(
  { connection, captureCount, everyMs }: WatchState,
  { now, ascii }: StatusOptions,
): string {
  const captures = `${captureCount} ${captureCount === 1 ? 'capture' : 'captures'}`;
  switch (connection.state) {
    case 'connecting':
      return 'Waiting for the first capture.';
    case 'live':
      return `${captures} taken, one every ${period(everyMs)}.`;
    case 'saved':
      return `${captures}, saved before.`;
    case 'lost': {
      const reason = safeText(connection.reason ?? 'no answer', { ascii });
      return `The connection was lost ${duration(now - connection.since)} ago: ${reason}. It is tried again.`;
    }
  }
}

/** The answer to "does it leak?". */
export function verdictSentence(report: GrowthReport, { ascii }: { readonly ascii: boolean }): string {
  const { verdict, reason, outlook } = report;
  const limit = outlook === undefined ? '' : ` ${capital(outlookText(outlook))}.`;
  const text = safeText(reason, { ascii, limit: 2000 });
  switch (verdict) {
    case 'leak':
    case 'backlog':
      return `Verdict: ${verdict}: ${text}.${limit}`;
    case 'clean':
      return `Verdict: clean: ${text}.`;
    case 'inconclusive':
      return `No verdict yet: ${text}.${limit}`;
  }
}

/** Memory against its limits, and work done, in the latest capture. */
export function memorySentence({ latest }: WatchState, { ascii }: { readonly ascii: boolean }): string {
  if (latest === undefined) return 'The process tells nothing of its memory.';
  const { heapUsed, heapLimit, rss, cgroup, work, gc } = latest;
  const heap = heapLimit > 0 ? bytesOf(heapUsed, heapLimit, ' of ') : longBytes(heapUsed);
  const pod = cgroup === undefined ? '' : ` Cgroup ${bytesOf(cgroup.usage, cgroup.limit, ' of ')}.`;
  const done = Object.entries(work).map(([name, units]) => `${count(units)} ${safeText(name, { ascii })}`);
  const garbage = gc === 'none' ? ' Garbage is included: there was no collection before the capture.' : '';
  return `Heap ${heap}. R S S ${longBytes(rss)}.${pod}${done.length === 0 ? '' : ` Done: ${done.join(', ')}.`}${garbage}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
