import type { GrowthReport, SiteReport } from '@heaptide/growth';
import type { Tone } from '../drawing/drawing-style.js';
import { measure, shortenName } from '../drawing/measured-text.js';
import { bytesLike, duration, longBytes, safeText, signedLongBytes } from '@heaptide/report';
import { functionName } from './site-names.js';
import { unitName } from './unit-name.js';
import { isFinding } from './verdict-sign.js';
import type { WatchState } from '../session/watch-state.js';

export interface VerdictWords {
  /** Sign and word, `!! LEAK`; empty while there is nothing to announce. */
  readonly headline: string;
  /** Safe text. The first always, the others where there is room. */
  readonly clauses: readonly string[];
  readonly tone: Tone;
}

/** Captures before the rule in @heaptide/growth gives its first verdict. */
const CAPTURES_FOR_VERDICT = 8;
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
    return { headline: '', clauses: ['waiting for the first capture'], tone: 'plain' };
  }
  const findings = report.sites.filter((site) => isFinding(site.verdict));
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
  if (captureCount < CAPTURES_FOR_VERDICT) {
    const left = (CAPTURES_FOR_VERDICT - captureCount) * state.everyMs;
    const wait = Math.max(0, left - (options.now - (state.receivedAt ?? options.now)));
    const clauses = [
      `collecting, ${captureCount} of ${CAPTURES_FOR_VERDICT} captures, first verdict in about ${longDuration(wait)}`,
    ];
    return { headline: '', clauses, tone: 'plain' };
  }
  const reason = safeText(report.reason, { ascii: options.ascii });
  return { headline: '', clauses: [`no verdict yet: ${reason}`, ...earlier], tone: 'plain' };
}

function findingWords(
  findings: readonly SiteReport[],
  { report, captures }: { readonly report: GrowthReport; readonly captures: number },
  options: VerdictWordsOptions,
): VerdictWords {
  const [first] = findings as [SiteReport];
  const isLeak = findings.some(({ verdict }) => verdict === 'leak');
  const perMinute = findings.reduce((sum, { slope }) => sum + slope.perSecond * 60, 0);
  const clauses = [
    ...(findings.length === 1
      ? [oneFinding(first, report.unit, options)]
      : manyFindings(findings, report.unit, options)),
    ...(report.unit === 'second' ? ['by time only'] : [`${signedLongBytes(perMinute)}/min`]),
    ...(findings.some(({ confirmed }) => confirmed) ? [] : ['not confirmed yet']),
    `${captures} ${plural(captures, 'capture')}`,
  ];
  return { headline: isLeak ? '!! LEAK' : '!! BACKLOG', clauses, tone: 'alarm' };
}

function oneFinding(site: SiteReport, unit: string, options: VerdictWordsOptions): string {
  const name = siteName(site, options);
  if (site.verdict === 'backlog') return `work piles up at ${name} faster than it is done`;
  return `${name} keeps ${amount(site, unit, options)}`;
}

function manyFindings(
  findings: readonly SiteReport[],
  unit: string,
  options: VerdictWordsOptions,
): readonly string[] {
  const [first] = findings as [SiteReport];
  const sum = unit === 'second' ? 0 : findings.reduce((total, { slope }) => total + slope.perUnit, 0);
  const together = sum > 0 ? `keep ${longBytes(sum)} per ${unitName(unit)}` : 'grow';
  return [
    `${findings.length} sites ${together}`,
    `first ${siteName(first, options)} with ${amount(first, unit, options)}`,
  ];
}

function amount({ slope }: SiteReport, unit: string, { plusMinus }: VerdictWordsOptions): string {
  const perMinute = `${signedLongBytes(slope.perSecond * 60)}/min`;
  if (unit === 'second' || slope.perUnit === 0) return perMinute;
  const error = (slope.high - slope.low) / 2;
  return `${longBytes(slope.perUnit)} per ${unitName(unit)} (${plusMinus}${bytesLike(error, slope.perUnit)})`;
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
