import { type CaptureMetadata, count, longBytes as bytes } from '@heaptide/profile';
import type { Expectation, ExpectedPeak, Frame, SiteReport } from './growth-report.js';
import { namesSite } from './site-name.js';

/** What a site's report is held against. */
export interface ExpectationContext {
  readonly newest: CaptureMetadata;
  /** Least age of the oldest live sample of the site, seconds. */
  readonly oldestSeconds: number;
}

/** Share of a limit that a process can use without dying of it. */
const FITS = 0.9;
/** Live objects are estimated from samples. */
const SAMPLING_SLACK = 1.2;

/** The first expectation that names a site. */
export function expectationOf(frame: Frame, expectations: readonly Expectation[]): Expectation | undefined {
  return expectations.find(({ site }) => namesSite(site, frame));
}

/**
 * A site that is expected to level off: the peak is predicted from its rate and held against the limits. Where it fits, and
 * nothing that was seen speaks against it, a finding becomes growth that is expected; else it stays what it is, and says why.
 */
export function withExpectation(
  report: SiteReport,
  expectation: Expectation,
  context: ExpectationContext,
): SiteReport {
  const { verdict } = report;
  if (verdict !== 'leak' && verdict !== 'backlog' && verdict !== 'growing') return report;
  const expected = expectedPeak(report, expectation, context);
  const contradiction = contradictionOf(report, expectation, context);
  const process = expected.process;
  const fits = process === undefined || process.bytes <= FITS * process.limit;
  const holds = fits && contradiction === undefined;
  const peak = `expected to level off at ${bytes(expected.bytes)} (${boundText(expectation)})`;
  const use =
    process === undefined ? '' : `, ${bytes(process.bytes)} of ${bytes(process.limit)} for the whole process`;
  const verdictOnIt = contradiction ?? (fits ? undefined : 'that does not fit');
  return {
    ...report,
    ...(holds ? { verdict: 'growing', confirmed: false } : {}),
    reason: `${report.reason}; ${peak}${use}${verdictOnIt === undefined ? '' : `: ${verdictOnIt}`}`,
    expected: { ...expected, holds },
  };
}

function boundText({ ttlMs, capacity }: Expectation): string {
  const ttl = ttlMs === undefined ? [] : [`TTL ${count(ttlMs / 1000)} s`];
  return [...ttl, ...(capacity === undefined ? [] : [`capacity ${count(capacity)}`])].join(', ');
}

/** Of a TTL and a capacity the tighter one. */
function expectedPeak(
  { slope, inuseSpace, inuseObjects }: SiteReport,
  { ttlMs, capacity }: Expectation,
  { newest }: ExpectationContext,
): Omit<ExpectedPeak, 'holds'> {
  const now = inuseSpace.at(-1)!;
  const perObject = now / Math.max(1, inuseObjects.at(-1)!);
  const peak = Math.min(
    ttlMs === undefined ? Infinity : (slope.perSecond * ttlMs) / 1000,
    capacity === undefined ? Infinity : capacity * perObject,
  );
  const uses = [{ bytes: newest.heapUsed - now + peak, limit: newest.heapLimit }];
  if (newest.cgroup !== undefined) {
    uses.push({ bytes: newest.cgroup.usage - now + peak, limit: newest.cgroup.limit });
  }
  const process = uses
    .filter(({ limit }) => limit > 0)
    .sort((a, b) => b.bytes / b.limit - a.bytes / a.limit)[0];
  return { bytes: peak, ...(process === undefined ? {} : { process }) };
}

function contradictionOf(
  { inuseObjects }: SiteReport,
  { ttlMs, capacity }: Expectation,
  { oldestSeconds }: ExpectationContext,
): string | undefined {
  if (ttlMs !== undefined && oldestSeconds * 1000 > ttlMs) {
    return `but what is ${count(oldestSeconds)} s old is still alive`;
  }
  const live = inuseObjects.at(-1)!;
  if (capacity !== undefined && live > SAMPLING_SLACK * capacity) {
    return `but ${count(live)} objects are alive`;
  }
  return undefined;
}
