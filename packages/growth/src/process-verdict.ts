import type { OffHeapGrowth, ProcessVerdict, SiteReport } from './growth-report.js';

/** Captures after which silence means health: nine leaks in ten have shown themselves by then. */
const ENOUGH_FOR_CLEAN = 13;

/** What the process verdict rests on besides its sites. */
export interface SeriesEvidence {
  readonly captures: number;
  readonly births: boolean;
  /** Every capture was read right after a forced collection. */
  readonly collected: boolean;
  /** Sites that look like a leak, though not yet often enough. */
  readonly suspects: number;
  readonly offHeap: OffHeapGrowth | undefined;
}

export function judgeProcess(
  sites: readonly SiteReport[],
  { captures, births, collected, suspects, offHeap }: SeriesEvidence,
): { verdict: ProcessVerdict; reason: string } {
  for (const verdict of ['leak', 'backlog'] as const) {
    const found = sites.filter((site) => site.verdict === verdict);
    if (found.length > 0) {
      const confirmed = found.filter((site) => site.confirmed).length;
      const groups = new Set(found.flatMap(({ group }) => group ?? []));
      const single = found.filter(({ group }) => group === undefined).length;
      const inStep = groups.size === 0 ? '' : ` (${count(groups.size + single, verdict)}, by what grows in lock-step)`;
      return { verdict, reason: `${count(found.length, 'site')}${inStep}, ${confirmed} confirmed` };
    }
  }
  const missing: string[] = [];
  if (!births)
    missing.push('captures with births (births=1): totals cannot tell a leak from a cache that fills');
  if (!collected) missing.push('a collection before every capture (gc=1): without it garbage counts as live');
  if (captures < ENOUGH_FOR_CLEAN) missing.push(count(ENOUGH_FOR_CLEAN - captures, 'more capture'));
  else if (suspects > 0) missing.push(`another capture: ${count(suspects, 'site')} may yet prove to leak`);
  if (missing.length > 0) return { verdict: 'inconclusive', reason: `needs ${missing.join('; ')}` };
  if (offHeap !== undefined) return { verdict: 'inconclusive', reason: offHeap.reason };
  return { verdict: 'clean', reason: `no site leaks over ${captures} captures` };
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
