import { isFinding } from '@heaptide/growth';
import { duration, longBytes, rate, safeText, signedLongBytes, timeOfDay } from '@heaptide/report';
import type { PodEnding } from '@heaptide/targets';
import type { Tone } from '../../drawing/drawing-style.js';
import { functionName, placeName } from '../../sites/site-names.js';
import { unitName } from '../../sites/unit-name.js';
import { VERDICT_SIGNS } from '../../sites/verdict-sign.js';
import { growingPods, type MergedSite } from './merge-sites.js';
import type { EndedSeries, PodGrowth, PodRow, WorkloadState } from './workload-state.js';

/** Signs that a terminal can show. */
export interface WordOptions {
  readonly ascii: boolean;
}

/** Safe text of a figure, a name or a sentence; what is one clause is shown whole or not at all. */
export interface WorkloadWords {
  /** Sign and word, `!! LEAK`; empty while there is nothing to announce. */
  readonly headline: string;
  readonly clauses: readonly string[];
  /** The first clause in ever fewer words, for where there is little room. */
  readonly shorter?: readonly string[];
  readonly tone: Tone;
}

const LONGEST_NAME = 64;

/** The answer to "does it leak?" over all pods. */
export function workloadWords(state: WorkloadState, options: WordOptions): WorkloadWords {
  const { verdict: judged, sites, pods, connection } = state;
  const { verdict, suspect, answering } = judged;
  if (pods.length === 0) {
    const what = connection.state === 'connecting' ? 'waiting for the list of pods' : 'there is no pod';
    return { headline: '', clauses: [what], tone: 'plain' };
  }
  if (isFinding({ verdict: verdict === 'leak' || verdict === 'backlog' ? verdict : 'flat' })) {
    const { sign, word } = VERDICT_SIGNS[verdict as 'leak' | 'backlog'];
    const clauses = findingClauses(state, options);
    const shorter = sites[0] === undefined ? [] : siteClauses(sites[0], judgedPods(state), options).slice(1);
    return { headline: `${sign} ${word}`, clauses, shorter, tone: 'alarm' };
  }
  if (answering === 0) return { headline: '', clauses: [silenceOf(state)], tone: 'plain' };
  const first = sites[0] === undefined ? [] : [siteClause(sites[0], judged.judged || answering, options)];
  if (verdict === 'clean')
    return { headline: 'OK', clauses: [`no pod leaks: ${count(answering, 'pod')} judged`], tone: 'good' };
  const why =
    suspect > 0
      ? `${count(suspect, 'pod')} suspect, not confirmed yet`
      : judged.judged < answering
        ? `no verdict yet: ${judged.judged} of ${count(answering, 'pod')} have captures enough`
        : `no verdict yet: ${firstReason(pods, options)}`;
  return { headline: '', clauses: [why, ...first], tone: suspect > 0 ? 'warning' : 'plain' };
}

/** Of which a part grows; a finding may come before a pod has captures enough for anything else. */
function judgedPods({ sites, verdict }: WorkloadState): number {
  return Math.max(verdict.judged, sites[0] === undefined ? 0 : growingPods(sites[0]));
}

function findingClauses(state: WorkloadState, options: WordOptions): readonly string[] {
  const { sites, verdict, pods } = state;
  const { found, judged, alone } = verdict;
  const soonest = pods
    .filter(({ growth }) => growth?.outlook !== undefined)
    .sort((a, b) => a.growth!.outlook!.seconds - b.growth!.outlook!.seconds)[0];
  const others = sites.filter((site) => site.verdict === verdict.verdict).length - 1;
  return [
    sites[0] === undefined
      ? `${found}/${Math.max(found, judged)} pods`
      : siteClause(sites[0], judgedPods(state), options),
    ...(alone === undefined ? [] : [aloneWords(alone, options)]),
    ...(soonest === undefined
      ? []
      : [`${podName(soonest, options)} at its limit in ${etaWords(soonest.growth!)}`]),
    ...(others > 0 ? [`and ${count(others, 'more site')}`] : []),
  ];
}

/** `only web-1 leaks: it does 55.1 sessions/s, the others 2.04: perhaps load is uneven`. */
export function aloneWords(
  { pod, unit, workPerSecond, othersPerSecond }: NonNullable<WorkloadState['verdict']['alone']>,
  options: WordOptions,
): string {
  const name = safeText(pod, { ...options, limit: LONGEST_NAME });
  if (unit === 'second') return `only ${name} does, and no work is counted to compare the load by`;
  const work = `${rate(workPerSecond)} ${safeText(unit, { ...options, limit: 24 })}/s, the others ${rate(othersPerSecond)}`;
  const isUneven = workPerSecond > 2 * othersPerSecond;
  return `only ${name} does, with ${work}${isUneven ? ': perhaps the load is uneven' : ''}`;
}

/** `4/4 pods grow at newProxySession proxy.ts:88 (+3.10 KiB/session, +52.0 KiB/s together)`. */
export function siteClause(site: MergedSite, judged: number, options: WordOptions): string {
  return siteClauses(site, judged, options)[0];
}

/** The same in ever fewer words. */
function siteClauses(site: MergedSite, judged: number, options: WordOptions): readonly [string, ...string[]] {
  const pods = growingPods(site);
  const name = safeText(functionName(site.function), { ...options, limit: LONGEST_NAME });
  const place = safeText(placeName(site, { segments: 1 }), { ...options, limit: LONGEST_NAME });
  const perUnit = perUnitWords(site, options);
  const together = `${signedLongBytes(site.perSecond)}/s together`;
  const at = `${pods}/${Math.max(pods, judged)} pods grow at ${name}`;
  return [
    `${at} ${place} (${[...perUnit, together].join(', ')})`,
    `${at} ${place} (${perUnit[0] ?? together})`,
    `${at} (${perUnit[0] ?? together})`,
    at,
  ];
}

/** `+3.10 KiB/session`; nothing where growth is by time only. */
export function perUnitWords({ unit, perUnit }: MergedSite, options: WordOptions): readonly string[] {
  if (unit === 'second' || perUnit.median === 0) return [];
  return [`${signedLongBytes(perUnit.median)}/${unitName(unit, options)}`];
}

/** `OOMKilled 2m10s ago`. */
export function endingWords({ short, at }: PodEnding, now: number, options: WordOptions): string {
  const ago = at === undefined ? '' : ` ${duration(now - at)} ago`;
  return safeText(short, { ...options, limit: LONGEST_NAME }) + ago;
}

/** Time to the limit; `-` where nothing is found or nothing limited. */
export function etaWords({ outlook }: Pick<PodGrowth, 'outlook'>): string {
  if (outlook === undefined) return '-';
  const year = 365 * 86_400;
  return outlook.seconds > year ? '>1y' : duration(outlook.seconds * 1000);
}

/** What stands of a life that is over, in one line. */
export function historyLine(ended: EndedSeries, options: WordOptions): string {
  const { pod, endedAt, how, ending, captureCount, growth } = ended;
  const name = `${safeText(pod.name, { ...options, limit: LONGEST_NAME })} #${pod.restarts}`;
  const ways = { restarted: 'was started again', gone: 'is gone', 'another-process': 'has another process' };
  const why = ending === undefined ? '' : `: ${endingAccount(ending.words, ending, options)}`;
  return `${timeOfDay(endedAt)} ${name} ${ways[how]}${why}; ${standingOf(growth, captureCount, options)}`;
}

/** The same in few words. */
export function shortHistoryLine(
  { pod, endedAt, how, ending, growth }: EndedSeries,
  options: WordOptions,
): string {
  const name = `${safeText(pod.name, { ...options, limit: LONGEST_NAME })} #${pod.restarts}`;
  const ways = { restarted: 'restarted', gone: 'gone', 'another-process': 'new process' };
  const why = ending === undefined ? ways[how] : endingAccount(ending.short, ending, options);
  const [top] = growth?.sites ?? [];
  const where =
    top === undefined
      ? ''
      : ` at ${safeText(functionName(top.function), { ...options, limit: LONGEST_NAME })}`;
  return `${timeOfDay(endedAt)} ${name}: ${why}; ${growth?.verdict ?? 'never captured'}${where}`;
}

function endingAccount(text: string, { uptimeMs }: PodEnding, options: WordOptions): string {
  const uptime = uptimeMs === undefined ? '' : ` after ${duration(uptimeMs)}`;
  return safeText(text, { ...options, limit: 200 }) + uptime;
}

/** `was leak at newSession session.js:41, 212 captures`. */
function standingOf(growth: PodGrowth | undefined, captures: number, options: WordOptions): string {
  if (growth === undefined) return 'was never captured';
  const [top] = growth.sites;
  const where = top === undefined ? '' : ` at ${siteName(top, options)}`;
  return `was ${growth.verdict}${where}, ${count(captures, 'capture')}`;
}

/** `newSession session.js:41`. */
export function siteName(
  site: Pick<MergedSite, 'function' | 'file' | 'line' | 'column'>,
  options: WordOptions,
): string {
  const text = `${functionName(site.function)} ${placeName(site, { segments: 1 })}`;
  return safeText(text, { ...options, limit: 2 * LONGEST_NAME });
}

/** `20 pods, 1 without an agent, 2 not running, 3 restarts seen`. */
export function podCounts({ pods, podCount, endedCount }: WorkloadState): string {
  const having = (standing: PodRow['standing']) => pods.filter((row) => row.standing === standing).length;
  const parts = [
    [having('no-agent'), 'without an agent'],
    [having('fails'), 'out of reach'],
    [having('not-running'), 'not running'],
    [podCount - pods.length, 'not watched'],
    [endedCount, 'ended'],
  ] as const;
  return [count(podCount, 'pod'), ...parts.filter(([n]) => n > 0).map(([n, what]) => `${n} ${what}`)].join(
    ', ',
  );
}

/** Where memory ran short, and what was saved of it. */
export function nearLimitWords({ pod, nearLimit }: PodRow, options: WordOptions): string {
  if (nearLimit === undefined) return '';
  const { share, path } = nearLimit;
  const name = safeText(pod.name, { ...options, limit: LONGEST_NAME });
  return `${name} is at ${Math.round(share * 100)} % of its limit, saved ${safeText(path, options)}`;
}

/** The same where there is little room: the name of the file begins with that of the pod. */
export function nearLimitNotice({ nearLimit }: PodRow, options: WordOptions): string {
  if (nearLimit === undefined) return '';
  return `at ${Math.round(nearLimit.share * 100)} % of its limit: ${safeText(nearLimit.path, options)}`;
}

function podName({ pod }: PodRow, options: WordOptions): string {
  return safeText(pod.name, { ...options, limit: LONGEST_NAME });
}

function silenceOf({ pods }: WorkloadState): string {
  const asked = pods.filter(({ standing }) => standing === 'no-agent' || standing === 'fails').length;
  if (pods.every(({ standing }) => standing === 'not-running')) return 'no pod runs';
  return asked === 0
    ? 'waiting for the first capture'
    : `${asked} of ${count(pods.length, 'pod')} do not answer`;
}

function firstReason(pods: readonly PodRow[], options: WordOptions): string {
  const unsure = pods.find(({ growth }) => growth?.verdict === 'inconclusive');
  return safeText(unsure?.growth?.reason ?? 'no pod has a verdict', options);
}

/** `+52.0 KiB/s`. */
export function bytesPerSecond(bytes: number): string {
  return `${bytes < 0 ? '-' : '+'}${longBytes(Math.abs(bytes))}/s`;
}

export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
