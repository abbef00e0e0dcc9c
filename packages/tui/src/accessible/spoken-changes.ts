import type { GrowthReport, SiteReport } from '@heaptide/growth';
import { duration, safeText, timeOfDay } from '@heaptide/report';
import { type SiteKey, siteKey } from '../lines/site-key.js';
import { isFinding } from '../sites/verdict-sign.js';
import type { WatchState } from '../session/watch-state.js';
import { growthOf, spokenName, verdictWords } from './spoken-site.js';
import { memorySentence } from './spoken-status.js';

/** Nothing new is said no more often than that. */
const HEARTBEAT_MS = 30_000;
/** Changes that are told at once; the others are counted. */
const MOST_CHANGES = 5;

/** What has been said unasked. */
export interface SpokenMemory {
  /** Moment of the last heartbeat; -Infinity before the first. */
  readonly saidAt: number;
  readonly captureCount: number;
  readonly restartAt: number | undefined;
  readonly isLost: boolean;
  readonly verdict: GrowthReport['verdict'] | undefined;
  /** Findings by site, with the words of their standing. */
  readonly findings: ReadonlyMap<SiteKey, string>;
}

export const NOTHING_SPOKEN: SpokenMemory = {
  saidAt: -Infinity,
  captureCount: 0,
  restartAt: undefined,
  isLost: false,
  verdict: undefined,
  findings: new Map(),
};

export interface SpokenChanges {
  readonly sentences: readonly string[];
  readonly memory: SpokenMemory;
}

/**
 * What is to be said unasked of `state`: a change of a verdict, of the connection or of the process at once, otherwise one
 * sentence every half minute. Nothing while paused.
 */
export function spokenChanges(
  state: WatchState,
  before: SpokenMemory,
  { now, ascii }: { readonly now: number; readonly ascii: boolean },
): SpokenChanges {
  if (state.paused) return { sentences: [], memory: before };
  const { connection, report, captureCount, restart, interruption } = state;
  if (connection.state === 'lost') return lost(state, before, { now, ascii });
  const isRestart = restart !== undefined && restart.at !== before.restartAt;
  if (report === undefined || (captureCount === before.captureCount && !isRestart)) {
    return { sentences: [], memory: before };
  }
  const known = isRestart ? NOTHING_SPOKEN : before;
  const interval = state.latest?.interval ?? 0;
  const changes = verdictChanges(report, known, { interval, ascii });
  const sentences = [
    ...(before.isLost && !isRestart && interruption !== undefined
      ? [`Connected again after ${duration(interruption.to - interruption.from)}: the series has a gap.`]
      : []),
    ...(isRestart ? [`Judging begins anew: ${safeText(restart.reason, { ascii })}.`] : []),
    ...changes,
  ];
  const isDue = sentences.length === 0 && now - before.saidAt >= HEARTBEAT_MS;
  const isSaid = sentences.length > 0 || isDue;
  const heartbeat = `${timeOfDay(now)}. Capture ${captureCount}. ${memorySentence(state, { ascii })}`;
  return {
    sentences: isDue ? [heartbeat] : sentences,
    memory: {
      saidAt: isSaid ? now : before.saidAt,
      captureCount,
      restartAt: restart?.at,
      isLost: false,
      verdict: report.verdict,
      findings: new Map(
        report.sites
          .filter(({ verdict }) => isFinding(verdict))
          .map((site) => [siteKey(site), verdictWords(site)]),
      ),
    },
  };
}

function lost(
  { connection }: WatchState,
  before: SpokenMemory,
  { now, ascii }: { readonly now: number; readonly ascii: boolean },
): SpokenChanges {
  if (before.isLost && now - before.saidAt < HEARTBEAT_MS) return { sentences: [], memory: before };
  const sentence = before.isLost
    ? `Still no connection, for ${duration(now - connection.since)}.`
    : `Connection lost at ${timeOfDay(connection.since)}: ${safeText(connection.reason ?? 'no answer', { ascii })}. It is tried again.`;
  return { sentences: [sentence], memory: { ...before, isLost: true, saidAt: now } };
}

function verdictChanges(
  report: GrowthReport,
  { findings, verdict }: SpokenMemory,
  { interval, ascii }: { readonly interval: number; readonly ascii: boolean },
): readonly string[] {
  const context = { report, interval, baseline: undefined, ascii };
  const changes = report.sites.flatMap((site): readonly string[] => {
    const said = findings.get(siteKey(site));
    if (!isFinding(site.verdict)) {
      return said === undefined ? [] : [`Withdrawn: ${spokenName(site, context)} is ${site.verdict} now.`];
    }
    return said === verdictWords(site) ? [] : [findingSentence(site, context)];
  });
  const left = changes.length - MOST_CHANGES;
  return [
    ...changes.slice(0, MOST_CHANGES),
    ...(left > 0 ? [`And ${left} more changes: say list.`] : []),
    ...(report.verdict === 'clean' && verdict !== 'clean' ? ['Clean: no site grows.'] : []),
  ];
}

/** `Leak, confirmed: newSession, growing by 182 B per session, ...`. */
export function findingSentence(site: SiteReport, context: Parameters<typeof growthOf>[1]): string {
  const words = verdictWords(site);
  const growth = growthOf(site, context);
  const amount = growth === undefined ? '' : `, growing by ${growth}`;
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}: ${spokenName(site, context)}${amount}.`;
}
