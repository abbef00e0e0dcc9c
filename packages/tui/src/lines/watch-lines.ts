import type { GrowthReport, SiteReport } from '@heaptide/growth';
import { bytesOf, count, duration, longBytes, safeText, timeOfDay } from '@heaptide/report';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { type SiteKey, siteKey } from './site-key.js';
import { isFinding } from '../sites/verdict-sign.js';
import type { WatchState } from '../session/watch-state.js';
import { PLAIN_STYLE, findingLine, siteText, standingOf } from './finding-line.js';

/** What has been said already. */
export interface WatchLinesMemory {
  readonly captureCount: number;
  readonly restartAt: number | undefined;
  readonly connection: WatchState['connection']['state'];
  readonly verdict: GrowthReport['verdict'];
  /** Findings by site, with the text of their standing. */
  readonly findings: ReadonlyMap<SiteKey, string>;
}

export const NOTHING_SAID: WatchLinesMemory = {
  captureCount: 0,
  restartAt: undefined,
  connection: 'connecting',
  verdict: 'inconclusive',
  findings: new Map(),
};

export interface WatchLines {
  readonly lines: readonly string[];
  readonly memory: WatchLinesMemory;
}

/** What is to be said of `state` after what has been said before: each capture once, each change of a verdict once. */
export function watchLines(
  state: WatchState,
  before: WatchLinesMemory,
  style: DrawingStyle = PLAIN_STYLE,
): WatchLines {
  const { connection, restart, report, captureCount, interruption } = state;
  const lines: string[] = [];
  if (connection.state === 'lost' && before.connection !== 'lost') {
    lines.push(
      `${timeOfDay(connection.since)} connection lost: ${safeText(connection.reason ?? 'no answer', style)}`,
    );
  }
  if (connection.state === 'live' && before.connection === 'lost' && interruption !== undefined) {
    const gap = duration(interruption.to - interruption.from);
    lines.push(`${timeOfDay(connection.since)} connected again after ${gap}: the series has a gap`);
  }
  const isRestart = restart !== undefined && restart.at !== before.restartAt;
  if (isRestart) {
    lines.push(`${timeOfDay(restart.at)} a new hunt begins: ${safeText(restart.reason, style)}`);
  }
  const known = isRestart ? { ...NOTHING_SAID, restartAt: restart.at } : before;
  const isNew = report !== undefined && captureCount !== known.captureCount;
  if (!isNew) return { lines, memory: { ...known, connection: connection.state } };
  lines.push(captureLine(state, report, style));
  const findings = new Map<SiteKey, string>();
  for (const site of report.sites) {
    const key = siteKey(site);
    const said = known.findings.get(key);
    if (isFinding(site.verdict)) {
      const standing = standingOf(site);
      findings.set(key, standing);
      if (said !== standing) lines.push(findingLine(site, report, style));
    } else if (said !== undefined) lines.push(withdrawnLine(site, style));
  }
  if (report.verdict === 'clean' && known.verdict !== 'clean') lines.push('CLEAN  no site grows');
  const { verdict } = report;
  const memory = { captureCount, restartAt: restart?.at, connection: connection.state, verdict, findings };
  return { lines, memory };
}

function captureLine(
  { latest, receivedAt, captureCount }: WatchState,
  report: GrowthReport,
  style: DrawingStyle,
): string {
  const parts = [`${timeOfDay(receivedAt ?? 0)} capture ${captureCount}`];
  if (latest !== undefined) {
    parts.push(`heap ${bytesOf(latest.heapUsed, latest.heapLimit, '/')}`);
    parts.push(`rss ${longBytes(latest.rss)}`);
    for (const [name, done] of Object.entries(latest.work))
      parts.push(`${safeText(name, style)} ${count(done)}`);
    if (latest.gc === 'none') parts.push('without GC');
  }
  for (const verdict of ['leak', 'backlog', 'growing'] as const) {
    const number = report.sites.filter((site) => site.verdict === verdict).length;
    if (number > 0) parts.push(`${verdict} ${number}`);
  }
  return parts.join('  ');
}

function withdrawnLine(site: SiteReport, style: DrawingStyle): string {
  const reason = safeText(site.reason, style);
  return ['WITHDRAWN', ...siteText(site, style), `now ${site.verdict}`, reason].join('  ');
}
