import { type Capture, HeaptideError } from '@heaptide/profile';
import type { GrowthReport } from './growth-report.js';
import { Hunt, type HuntOptions } from './hunt.js';

/**
 * Judges a complete series. The captures are put into order of time first.
 * @throws {HeaptideError} `HT_E_NO_CAPTURES` without captures, and what {@link Hunt.add} throws.
 */
export function judgeSeries(captures: readonly Capture[], options: HuntOptions = {}): GrowthReport {
  const ordered = [...captures].sort((a, b) => timeOf(a) - timeOf(b));
  const hunt = new Hunt(options);
  let report: GrowthReport | undefined;
  for (const capture of ordered) report = hunt.add(capture);
  if (report === undefined) throw new HeaptideError('HT_E_NO_CAPTURES', 'there are no captures to judge');
  return report;
}

function timeOf({ metadata }: Capture): number {
  return metadata === undefined ? 0 : Date.parse(metadata.time);
}
