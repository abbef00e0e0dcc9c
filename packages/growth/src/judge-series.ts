import { type Capture, HeaptideError } from '@heaptide/profile';
import type { GrowthReport, ProcessVerdict } from './growth-report.js';
import { Hunt, type HuntOptions } from './hunt.js';

/**
 * Judges a complete series. The captures are put into order of time first. Captures of external memory are a series of
 * their own, whose sites are added to those of the heap.
 * @throws {HeaptideError} `HT_E_NO_CAPTURES` without captures, and what {@link Hunt.take} throws.
 */
export function judgeSeries(captures: readonly Capture[], options: HuntOptions = {}): GrowthReport {
  const ordered = [...captures].sort((a, b) => timeOf(a) - timeOf(b));
  const heap = judge(
    ordered.filter(({ metadata }) => metadata?.kind !== 'external'),
    options,
  );
  const external = judge(
    ordered.filter(({ metadata }) => metadata?.kind === 'external'),
    options,
  );
  const report = heap === undefined ? external && asExternal(external) : withExternal(heap, external);
  if (report === undefined) throw new HeaptideError('HT_E_NO_CAPTURES', 'there are no captures to judge');
  return report;
}

function judge(captures: readonly Capture[], options: HuntOptions): GrowthReport | undefined {
  if (captures.length === 0) return undefined;
  const hunt = new Hunt(options);
  for (const capture of captures) hunt.take(capture);
  return hunt.report();
}

const FINDINGS: readonly ProcessVerdict[] = ['leak', 'backlog'];

/** A finding of either is one of the process; without one the heap has the word. */
function withExternal(heap: GrowthReport, external: GrowthReport | undefined): GrowthReport {
  if (external === undefined) return heap;
  const { sites } = asExternal(external);
  const first = FINDINGS.flatMap((verdict) =>
    [heap, external].filter((report) => report.verdict === verdict),
  )[0];
  const { verdict, reason } = first ?? heap;
  const isFinding = first === external;
  return {
    ...heap,
    verdict,
    reason,
    sites: isFinding ? [...sites, ...heap.sites] : [...heap.sites, ...sites],
  };
}

function asExternal(report: GrowthReport): GrowthReport {
  return { ...report, sites: report.sites.map((site) => ({ ...site, kind: 'external' as const })) };
}

function timeOf({ metadata }: Capture): number {
  return metadata === undefined ? 0 : Date.parse(metadata.time);
}
