import { type GrowthReport, isFinding } from '@heaptide/growth';
import type { ReachedProcess } from '@heaptide/targets';
import { endingSignal, type WatchContext } from '../watch/watch-end.js';
import { askAboutReport } from './ask-about-report.js';
import type { KeepingMapping } from './newest-capture.js';
import { reportWithWhy } from './report-with-why.js';

export interface EndQuestion {
  readonly mapping: KeepingMapping;
  readonly unit: string | undefined;
  readonly verbose: boolean;
}

/** What a printed watch does with its last report: while the process still runs, it is asked about what is found in it. */
export function askingAtEnd(
  reached: Pick<ReachedProcess, 'name' | 'address'>,
  { mapping, unit, verbose }: EndQuestion,
  context: WatchContext,
): { readonly complete: (report: GrowthReport) => Promise<GrowthReport> } {
  const ends = endingSignal(context);
  return {
    complete: async (report) => {
      if (ends.aborted || !report.sites.some(isFinding)) return reportWithWhy(report, new Map());
      const question = { mapping, unit, verbose, collect: false, most: 1, ends };
      return askAboutReport(reached, report, question, context);
    },
  };
}
