import { longBytes as bytes } from '@heaptide/profile';
import type { OffHeapGrowth, ProcessVerdict, SiteReport } from './growth-report.js';
import { FEWEST_SURVIVORS } from './look.js';
import { singular } from './work-clock.js';

/** Captures after which silence means health: nine leaks in ten have shown themselves by then. */
const ENOUGH_FOR_CLEAN = 13;

/** Samples of growth that name a site as good as always; and the interval below which sampling costs more than it tells. */
const SAMPLES_TO_FIND = 64;
const FINEST_INTERVAL = 4096;
/** Share of the heap that may leak unseen where a verdict is still clean; and what a finer interval should bring it to. */
const MOST_UNSEEN = 0.2;
const GOOD_UNSEEN = 0.025;

/** What the process verdict rests on besides its sites. */
export interface SeriesEvidence {
  readonly captures: number;
  readonly births: boolean;
  /** Every capture was read right after a forced collection. */
  readonly collected: boolean;
  /** Sites that look like a leak, though not yet often enough. */
  readonly suspects: number;
  readonly offHeap: OffHeapGrowth | undefined;
  /** Mean bytes between two samples. */
  readonly interval: number;
  /** Bytes per unit by which the used heap grows, measured exactly; `undefined` where it does not. */
  readonly heapPerUnit: number | undefined;
  /** Used heap of now. */
  readonly heapUsed: number;
  /** Units of work watched, and the name of the counter. */
  readonly watched: number;
  readonly unit: string;
}

/** A verdict on the process, with the reason: for `inconclusive` what is missing. */
export interface ProcessJudgement {
  readonly verdict: ProcessVerdict;
  readonly reason: string;
}

export function judgeProcess(sites: readonly SiteReport[], evidence: SeriesEvidence): ProcessJudgement {
  return findingOf(sites) ?? missingFor(evidence) ?? clean(evidence);
}

function findingOf(sites: readonly SiteReport[]): ProcessJudgement | undefined {
  for (const verdict of ['leak', 'backlog'] as const) {
    const found = sites.filter((site) => site.verdict === verdict);
    if (found.length > 0) {
      const confirmed = found.filter((site) => site.confirmed).length;
      const groups = new Set(found.flatMap(({ group }) => group ?? []));
      const single = found.filter(({ group }) => group === undefined).length;
      const inStep =
        groups.size === 0 ? '' : ` (${count(groups.size + single, verdict)}, by what grows in lock-step)`;
      return { verdict, reason: `${count(found.length, 'site')}${inStep}, ${confirmed} confirmed` };
    }
  }
  return undefined;
}

function missingFor(evidence: SeriesEvidence): ProcessJudgement | undefined {
  const { captures, births, collected, suspects, offHeap, heapPerUnit } = evidence;
  const missing: string[] = [];
  if (!births)
    missing.push('captures with births (births=1): totals cannot tell a leak from a cache that fills');
  if (!collected) missing.push('a collection before every capture (gc=1): without it garbage counts as live');
  if (captures < ENOUGH_FOR_CLEAN) missing.push(count(ENOUGH_FOR_CLEAN - captures, 'more capture'));
  else if (suspects > 0) missing.push(`another capture: ${count(suspects, 'site')} may yet prove to leak`);
  else if (heapPerUnit !== undefined) missing.push(moreSamples(heapPerUnit, evidence));
  else if (unseen(evidence) > MOST_UNSEEN * evidence.heapUsed) missing.push(finerInterval(evidence));
  if (missing.length > 0) return { verdict: 'inconclusive', reason: `needs ${missing.join('; ')}` };
  return offHeap && { verdict: 'inconclusive', reason: offHeap.reason };
}

/** The heap grows, and no site is a finding: for want of survivors, or because they cannot be told from what comes and goes. */
function moreSamples(heapPerUnit: number, { interval, watched, unit }: SeriesEvidence): string {
  const samples = Math.round((heapPerUnit * watched) / interval);
  const growth = `the heap grows by ${bytes(heapPerUnit)} per ${singular(unit)}`;
  if (samples >= SAMPLES_TO_FIND) {
    return `a longer watch: ${growth}, and no site shows yet that this is more than what comes and goes`;
  }
  const finer = Math.max(
    FINEST_INTERVAL,
    2 ** Math.floor(Math.log2((heapPerUnit * watched) / SAMPLES_TO_FIND)),
  );
  const how =
    finer < interval
      ? `a finer sampling interval, such as ${bytes(finer)} (now ${bytes(interval)})`
      : 'a longer watch';
  return `${how}: ${growth}, some ${count(samples, 'sample')} in all, too few to say where`;
}

/** Bytes that may leak without leaving the survivors that a finding takes. */
function unseen({ interval }: SeriesEvidence): number {
  return FEWEST_SURVIVORS * interval;
}

function finerInterval(evidence: SeriesEvidence): string {
  const { interval, heapUsed } = evidence;
  const finer = Math.max(
    FINEST_INTERVAL,
    2 ** Math.floor(Math.log2((GOOD_UNSEEN * heapUsed) / FEWEST_SURVIVORS)),
  );
  const share = Math.round((100 * unseen(evidence)) / heapUsed);
  return (
    `a finer sampling interval, such as ${bytes(finer)} (now ${bytes(interval)}): ` +
    `${bytes(unseen(evidence))}, ${share} % of the heap, could leak unseen`
  );
}

/** What is silent may still leak less than would have left the survivors that a finding takes. */
function clean(evidence: SeriesEvidence): ProcessJudgement {
  const { captures, watched, unit } = evidence;
  const floor = watched > 0 ? unseen(evidence) / watched : undefined;
  const limit =
    floor === undefined ? '' : `; less than ${bytes(floor)} per ${singular(unit)} would not have shown`;
  return { verdict: 'clean', reason: `no site leaks over ${captures} captures${limit}` };
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
