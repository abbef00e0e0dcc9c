import { bytesOf, count as figures, longBytes, safeText, signedLongBytes, timeOfDay } from '@heaptide/report';
import { PLAIN_STYLE } from '../../lines/finding-line.js';
import type { DrawingStyle } from '../../drawing/drawing-style.js';
import { VERDICT_SIGNS } from '../../sites/verdict-sign.js';
import type { GrowingSite } from '../model/growing-site.js';
import {
  bytesPerSecond,
  count,
  historyLine,
  nearLimitWords,
  podCounts,
  siteClause,
  siteName,
  workloadWords,
} from '../model/workload-words.js';
import type { PodRow, WorkloadState } from '../model/workload-state.js';
import { unitName } from '../../sites/unit-name.js';

/** What has been said already. */
export interface WorkloadLinesMemory {
  readonly connection: WorkloadState['connection']['state'];
  /** Captures that every pod that answers has had. */
  readonly round: number;
  readonly endedCount: number;
  readonly verdict: string;
  /** By key of the pod: what was said of its standing, of its verdict, and of memory that ran short. */
  readonly pods: ReadonlyMap<string, SaidOfPod>;
}

interface SaidOfPod {
  readonly standing: string;
  readonly verdict: string;
  readonly nearAt: number | undefined;
}

export const NOTHING_SAID_OF_PODS: WorkloadLinesMemory = {
  connection: 'connecting',
  round: 0,
  endedCount: 0,
  verdict: '',
  pods: new Map(),
};

export interface WorkloadLines {
  readonly lines: readonly string[];
  readonly memory: WorkloadLinesMemory;
}

const MOST_SITES = 20;

/** What is to be said of `state` after what has been said before: rounds of captures, and every change that matters once. */
export function workloadLines(
  state: WorkloadState,
  before: WorkloadLinesMemory,
  now: number,
  style: DrawingStyle = PLAIN_STYLE,
): WorkloadLines {
  const { connection, endedCount, history } = state;
  const at = timeOfDay(now);
  const lines: string[] = [];
  if (connection.state === 'lost' && before.connection !== 'lost')
    lines.push(`${at} the list of pods was lost: ${safeText(connection.reason ?? 'no answer', style)}`);
  if (connection.state === 'live' && before.connection !== 'live')
    lines.push(
      `${at} ${safeText(state.name, style)} in ${safeText(state.namespace, style)}: ${podCounts(state)}`,
    );
  // Those that have been forgotten meanwhile were many.
  const newlyEnded = history.slice(0, Math.max(0, endedCount - before.endedCount)).toReversed();
  lines.push(...newlyEnded.map((ended) => historyLine(ended, style)));
  const pods = new Map<string, SaidOfPod>();
  for (const row of state.pods) {
    const said = before.pods.get(row.pod.key);
    const says = saidOf(row, style);
    pods.set(row.pod.key, says);
    lines.push(...podChanges(row, said, says, { at, style }));
  }
  const round = roundOf(state);
  if (round > before.round) lines.push(`${at} ${roundLine(round, state)}`);
  const verdict = verdictText(state, style);
  if (verdict !== before.verdict && verdict !== '') lines.push(`${at} ${verdict}`);
  return { lines, memory: { connection: connection.state, round, endedCount, verdict, pods } };
}

/** What stands when the watch of a workload ends: the answer, the sites of all pods, and the lives that are over. */
export function workloadClosingLines(
  state: WorkloadState,
  style: DrawingStyle = PLAIN_STYLE,
): readonly string[] {
  const { sites, verdict, history, endedCount } = state;
  const { headline, clauses } = workloadWords(state, style);
  const shown = sites.slice(0, MOST_SITES);
  const left = sites.length - shown.length;
  return [
    [headline, clauses.join(', ')].filter((part) => part !== '').join('  '),
    ...shown.map(
      (site) =>
        `${style.paint(VERDICT_SIGNS[site.verdict].tone, VERDICT_SIGNS[site.verdict].word)}  ${siteClause(site, verdict.judged, style)}, ${site.confirmed} confirmed`,
    ),
    ...(left > 0 ? [`and ${count(left, 'more site')}`] : []),
    ...history.toReversed().map((ended) => historyLine(ended, style)),
    ...(endedCount > history.length ? [`and ${endedCount - history.length} ended before`] : []),
  ];
}

function saidOf(row: PodRow, style: DrawingStyle): SaidOfPod {
  return { standing: standingText(row, style), verdict: verdictKey(row, style), nearAt: row.nearLimit?.at };
}

/** Empty while there is nothing wrong. */
function standingText({ standing, pod, problem = 'no answer' }: PodRow, style: DrawingStyle): string {
  switch (standing) {
    case 'not-running':
      return `does not run: ${safeText(pod.reason ?? pod.state, style)}`;
    case 'no-agent':
      return `has no agent: ${safeText(problem, style)}`;
    case 'fails':
      return `does not answer: ${safeText(problem, style)}`;
    default:
      return '';
  }
}

/** Changes when the verdict does, or where it is about another site. */
function verdictKey(row: PodRow, style: DrawingStyle): string {
  const { growth } = row;
  if (growth === undefined || growth.verdict === 'inconclusive') return '';
  const top = findingOf(row);
  return top === undefined ? growth.verdict : `${growth.verdict} ${top.confirmed} ${siteName(top, style)}`;
}

function findingOf({ growth }: PodRow): GrowingSite | undefined {
  const isFound = growth?.verdict === 'leak' || growth?.verdict === 'backlog';
  return isFound ? growth.sites[0] : undefined;
}

function podChanges(
  row: PodRow,
  said: SaidOfPod | undefined,
  says: SaidOfPod,
  { at, style }: { readonly at: string; readonly style: DrawingStyle },
): readonly string[] {
  const { pod, growth } = row;
  const name = `${at} ${safeText(pod.name, style)} #${pod.restarts}`;
  const lines: string[] = [];
  if (says.standing !== (said?.standing ?? ''))
    lines.push(`${name} ${says.standing === '' ? 'answers again' : says.standing}`);
  if (says.verdict !== (said?.verdict ?? '')) {
    const top = findingOf(row);
    const text = says.verdict === '' ? 'no verdict any more' : says.verdict;
    lines.push(`${name} ${top === undefined ? text : findingText(top, growth!.unit, style)}`);
  }
  if (says.nearAt !== undefined && says.nearAt !== said?.nearAt)
    lines.push(`${at} ${nearLimitWords(row, style)}`);
  return lines;
}

/** `LEAK confirmed at newSession session.js:41 (+182 B/session, +27.0 KiB/s)`. */
function findingText(site: GrowingSite, unit: string, style: DrawingStyle): string {
  const { word, tone } = VERDICT_SIGNS[site.verdict];
  const standing = style.paint(tone, word + (site.confirmed ? ' confirmed' : ''));
  const perUnit = unit === 'second' ? '' : `${signedLongBytes(site.perUnit)}/${unitName(unit, style)}, `;
  return `${standing} at ${siteName(site, style)} (${perUnit}${bytesPerSecond(site.perSecond)})`;
}

function roundOf({ pods }: WorkloadState): number {
  const counts = pods.filter(({ captureCount }) => captureCount > 0).map(({ captureCount }) => captureCount);
  return counts.length === 0 ? 0 : Math.min(...counts);
}

/** `capture 12 of 4 pods  heap 30.1 MiB to 33.0 MiB  fullest 71.2/128.0 MiB (56 %)`. */
function roundLine(round: number, { pods }: WorkloadState): string {
  const answering = pods.filter(({ heapUsed }) => heapUsed !== undefined);
  const heaps = answering.map(({ heapUsed }) => heapUsed!).sort((a, b) => a - b);
  const limited = answering
    .flatMap(({ memory }) =>
      memory?.limit === undefined ? [] : [{ used: memory.used, limit: memory.limit }],
    )
    .sort((a, b) => b.used / b.limit - a.used / a.limit);
  const [fullest] = limited;
  return [
    `capture ${figures(round)} of ${count(answering.length, 'pod')}`,
    `heap ${longBytes(heaps[0]!)}${heaps.length > 1 ? ` to ${longBytes(heaps.at(-1)!)}` : ''}`,
    ...(fullest === undefined
      ? []
      : [
          `fullest ${bytesOf(fullest.used, fullest.limit, ' of ')} (${Math.round((100 * fullest.used) / fullest.limit)} %)`,
        ]),
  ].join('  ');
}

/** The answer, where there is one; figures move too often to be repeated. */
function verdictText({ verdict, sites }: WorkloadState, style: DrawingStyle): string {
  const { verdict: word, found, judged } = verdict;
  if (word === 'inconclusive') return '';
  if (word === 'clean') return `verdict: clean, ${count(judged, 'pod')}`;
  const where = sites[0] === undefined ? '' : ` at ${siteName(sites[0], style)}`;
  return `verdict: ${word}${where}, confirmed in ${found} of ${count(Math.max(found, judged), 'pod')}`;
}
