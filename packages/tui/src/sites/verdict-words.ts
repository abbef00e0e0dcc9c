import type { GrowthReport, SiteReport } from '@heaptide/growth';
import type { Tone } from '../drawing/drawing-style.js';
import { measure, shortenName } from '../drawing/measured-text.js';
import {
  bytesLike,
  duration,
  type Finding,
  findingsOf,
  longBytes,
  outlookText,
  safeText,
  signedLongBytes,
} from '@heaptide/report';
import { CAPTURES_FOR_VERDICT } from './captures-for-verdict.js';
import { functionName } from './site-names.js';
import { unitName } from './unit-name.js';
import type { WatchState } from '../session/watch-state.js';

export interface VerdictWords {
  /** Sign and word, `!! LEAK`; empty while there is nothing to announce. */
  readonly headline: string;
  /** Safe text. The first always, the others where there is room. */
  readonly clauses: readonly string[];
  readonly tone: Tone;
}

const NAME_WIDTH = 32;

export interface VerdictWordsOptions {
  readonly now: number;
  readonly plusMinus: string;
  readonly ellipsis: string;
  readonly ascii: boolean;
}

/** The answer to "does it leak?" in words. */
export function verdictWords(state: WatchState, options: VerdictWordsOptions): VerdictWords {
  const { report, captureCount } = state;
  if (report === undefined) {
    const awaited = state.everyMs === 0 ? 'reading the captures' : 'waiting for the first capture';
    return { headline: '', clauses: [awaited], tone: 'plain' };
  }
  const findings = findingsOf(report);
  if (findings.length > 0) return findingWords(findings, { report, captures: captureCount }, options);
  const withdrawn = report.sites.filter((site) => site.retracted).length;
  const earlier = withdrawn === 0 ? [] : [`${withdrawn} earlier ${plural(withdrawn, 'finding')} withdrawn`];
  if (report.verdict === 'clean') {
    const clauses = [
      `no site grows: clean after ${captureCount} ${plural(captureCount, 'capture')}`,
      ...earlier,
    ];
    return { headline: 'OK', clauses, tone: 'good' };
  }
  if (captureCount < CAPTURES_FOR_VERDICT && state.connection.state === 'saved') {
    const few = `${captureCount} ${plural(captureCount, 'capture')} of one process`;
    const clauses = [`no verdict: ${few}, and one needs ${CAPTURES_FOR_VERDICT} at least`];
    return { headline: '', clauses, tone: 'plain' };
  }
  if (captureCount < CAPTURES_FOR_VERDICT) {
    const left = (CAPTURES_FOR_VERDICT - captureCount) * state.everyMs;
    const wait = Math.max(0, left - (options.now - (state.receivedAt ?? options.now)));
    const clauses = [
      `collecting, ${captureCount} of ${CAPTURES_FOR_VERDICT} captures, first verdict in about ${longDuration(wait)}`,
    ];
    return { headline: '', clauses, tone: 'plain' };
  }
  const reason = safeText(report.reason, { ascii: options.ascii });
  const isOffHeap = report.offHeap !== undefined;
  return {
    headline: '',
    clauses: [`no verdict yet: ${reason}`, ...earlier],
    tone: isOffHeap ? 'warning' : 'plain',
  };
}

function findingWords(
  findings: readonly Finding[],
  { report, captures }: { readonly report: GrowthReport; readonly captures: number },
  options: VerdictWordsOptions,
): VerdictWords {
  const isLeak = findings.some(({ sum }) => sum.verdict === 'leak');
  const perMinute = findings.reduce((total, { sum }) => total + sum.slope.perSecond * 60, 0);
  const { outlook, unit } = report;
  const [what, ...further] =
    findings.length === 1 ? [oneFinding(findings[0]!, unit, options)] : manyFindings(findings, unit, options);
  const clauses = [
    what!,
    ...(outlook === undefined ? [] : [outlookText(outlook)]),
    ...further,
    ...(unit === 'second' ? ['by time only'] : [`${signedLongBytes(perMinute)}/min`]),
    ...(findings.some(({ sum }) => sum.confirmed) ? [] : ['not confirmed yet']),
    `${captures} ${plural(captures, 'capture')}`,
  ];
  return { headline: isLeak ? '!! LEAK' : '!! BACKLOG', clauses, tone: 'alarm' };
}

function oneFinding(finding: Finding, unit: string, options: VerdictWordsOptions): string {
  const others = finding.sites.length - 1;
  const name = siteName(finding.sites[0], options) + (others > 0 ? ` and ${others} in lock-step` : '');
  if (finding.sum.verdict === 'backlog') return `work piles up at ${name} faster than it is done`;
  return `${name} ${others > 0 ? 'keep' : 'keeps'} ${amount(finding.sum, unit, options)}`;
}

function manyFindings(
  findings: readonly Finding[],
  unit: string,
  options: VerdictWordsOptions,
): readonly string[] {
  const [first] = findings as [Finding];
  const perUnit = unit === 'second' ? 0 : findings.reduce((total, { sum }) => total + sum.slope.perUnit, 0);
  const together = perUnit > 0 ? `keep ${longBytes(perUnit)} per ${unitName(unit, options)}` : 'grow';
  return [
    `${findings.length} ${findings.every(({ sites }) => sites.length === 1) ? 'sites' : 'findings'} ${together}`,
    `first ${siteName(first.sites[0], options)} with ${amount(first.sum, unit, options)}`,
  ];
}

function amount(
  { slope }: Pick<SiteReport, 'slope'>,
  unit: string,
  { plusMinus, ascii }: VerdictWordsOptions,
): string {
  const perMinute = `${signedLongBytes(slope.perSecond * 60)}/min`;
  if (unit === 'second' || slope.perUnit === 0) return perMinute;
  const error = (slope.high - slope.low) / 2;
  return `${longBytes(slope.perUnit)} per ${unitName(unit, { ascii })} (${plusMinus}${bytesLike(error, slope.perUnit)})`;
}

function siteName(site: SiteReport, { ascii, ellipsis }: VerdictWordsOptions): string {
  const name = safeText(functionName(site.function), { ascii });
  return shortenName(measure(name), { width: NAME_WIDTH, ellipsis }).text;
}

function longDuration(ms: number): string {
  return ms < 60_000 ? `${Math.ceil(ms / 1000)} s` : duration(ms);
}

function plural(number: number, noun: string): string {
  return number === 1 ? noun : `${noun}s`;
}
