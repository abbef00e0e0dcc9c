import { type GrowthReport, type SiteReport, singular } from '@heaptide/growth';
import { bytesLike, count, longBytes, safeText } from '@heaptide/report';
import { samplingError } from '../sites/site-row.js';
import { functionName, fullPlace } from '../sites/site-names.js';
import { siteKey } from '../lines/site-key.js';
import type { ReportBaseline } from './report-baseline.js';
import { trendWords } from './trend-words.js';

/** How sites are spoken of. */
export interface SpeechContext {
  readonly report: GrowthReport;
  /** Mean bytes between two samples; 0 when unknown. */
  readonly interval: number;
  readonly baseline: ReportBaseline | undefined;
  readonly ascii: boolean;
}

const MOST_CALLERS = 5;

/** `newSession, leak, confirmed. 3.20 MiB in use, growing by ...`: what a list says of a site. */
export function siteSummary(site: SiteReport, context: SpeechContext): string {
  const name = spokenName(site, context);
  return `${name}, ${verdictWords(site)}. ${longBytes(inuseOf(site))} in use${growthClause(site, context)}.`;
}

/** All that is known of a site, one sentence or two a line. */
export function siteSentences(site: SiteReport, context: SpeechContext): readonly string[] {
  const { interval, report, ascii } = context;
  const inuse = inuseOf(site);
  const error = samplingError(inuse, interval);
  const samples = interval > 0 ? `, plus or minus ${bytesLike(error, inuse)}` : '';
  const callers = site.path.slice(0, -1).reverse();
  const named = callers
    .slice(0, MOST_CALLERS)
    .map((frame) => safeText(functionName(frame.function), { ascii }));
  const left = callers.length - named.length;
  return [
    `${spokenName(site, context)}, at ${safeText(fullPlace(site), { ascii })}.`,
    `Verdict: ${verdictWords(site)}.${site.retracted ? ' It was a finding before, and was withdrawn.' : ''}`,
    `In use: ${longBytes(inuse)}${samples}, in ${count(site.inuseObjects.at(-1) ?? 0)} objects.`,
    `Growth: ${growthOf(site, context) ?? 'none to speak of'}.`,
    `Trend: ${trendWords(site.inuseSpace, error)}.`,
    ...(named.length === 0
      ? []
      : [`Called by ${named.join(', by ')}${left > 0 ? `, and ${left} more` : ''}.`]),
    `Why: ${safeText(site.reason, { ascii, limit: 2000 })}.`,
    ...(site.caveat === undefined ? [] : [`But: ${safeText(site.caveat, { ascii, limit: 2000 })}.`]),
    ...(site.uncertainSite ? ['The true function may have been inlined into this one.'] : []),
    ...(site.group === undefined ? [] : [groupSentence(site, report, context)]),
  ];
}

/** `leak, confirmed`, `flat`. */
export function verdictWords({ verdict, confirmed }: SiteReport): string {
  if (verdict !== 'leak' && verdict !== 'backlog') return verdict;
  return `${verdict}, ${confirmed ? 'confirmed' : 'not confirmed yet'}`;
}

/** By how much a site grows, or has grown since the baseline; `undefined` where it does not. */
export function growthOf(
  site: SiteReport,
  { report, interval, baseline, ascii }: SpeechContext,
): string | undefined {
  const unit = safeText(singular(report.unit), { ascii });
  if (baseline !== undefined) {
    const before = baseline.inuse.get(siteKey(site)) ?? 0;
    const change = inuseOf(site) - before;
    const error = samplingError(inuseOf(site) + before, interval);
    const signed = `${change < 0 ? 'minus ' : ''}${longBytes(Math.abs(change))}`;
    return `${signed} since the baseline, plus or minus ${longBytes(error)}`;
  }
  const { perUnit, low, high, perSecond } = site.slope;
  if (perUnit === 0) return undefined;
  const perMinute = `${longBytes(perSecond * 60)} per minute`;
  if (report.unit === 'second') return `${perMinute}, by time only`;
  const range = `between ${bytesLike(low, perUnit)} and ${bytesLike(high, perUnit)}`;
  return `${longBytes(perUnit)} per ${unit}, ${range}, and ${perMinute}`;
}

/** Name, and the kind of memory where it is not the heap. */
export function spokenName(
  { function: name, kind }: SiteReport,
  { ascii }: Pick<SpeechContext, 'ascii'>,
): string {
  return safeText(functionName(name), { ascii }) + (kind === undefined ? '' : `, ${kind} memory`);
}

export function inuseOf({ inuseSpace }: SiteReport): number {
  return inuseSpace.at(-1) ?? 0;
}

function growthClause(site: SiteReport, context: SpeechContext): string {
  const growth = growthOf(site, context);
  if (growth === undefined) return '';
  return context.baseline === undefined ? `, growing by ${growth}` : `, ${growth}`;
}

function groupSentence(site: SiteReport, { sites }: GrowthReport, context: SpeechContext): string {
  const others = sites.filter((other) => other !== site && other.group === site.group);
  const names = others.slice(0, MOST_CALLERS).map((other) => spokenName(other, context));
  const left = others.length - names.length;
  return `Grows in lock-step with ${names.join(', ')}${left > 0 ? ` and ${left} more` : ''}: one leak at several sites.`;
}
