import type { GrowthReport, SiteReport } from '@heaptide/growth';
import { HeaptideError } from '@heaptide/profile';
import type { ReachedProcess } from '@heaptide/targets';
import type { WhyAnswer } from '@heaptide/why';
import type { CommandContext } from '../command.js';
import { talkTo } from '../views/talk.js';
import { askPlace, type AskOptions } from './ask-place.js';
import type { KeepingMapping } from './newest-capture.js';
import { redSites } from './red-site.js';
import { reportWithWhy, type WitnessedReport } from './report-with-why.js';
import { placeOfSite, sitePlaces } from './site-places.js';

export interface ReportQuestion extends Omit<AskOptions, 'mapping'> {
  readonly mapping: KeepingMapping;
  /** Which of the sites that are worth it, in their order. */
  readonly sites?: (site: SiteReport) => boolean;
  /** Sites that are asked about at most. */
  readonly most: number;
}

/**
 * Asks about the first sites of a report, and gives it with the answers. What cannot be asked is told, and spoils nothing:
 * the report stands as it did.
 */
export async function askAboutReport(
  reached: Pick<ReachedProcess, 'name' | 'address'>,
  report: GrowthReport,
  { most, sites = () => true, ...question }: ReportQuestion,
  context: Pick<CommandContext, 'stderr' | 'signal' | 'env'>,
): Promise<WitnessedReport> {
  const newest = question.mapping.newest();
  const places = newest === undefined ? [] : sitePlaces(newest);
  const answers = new Map<SiteReport, WhyAnswer>();
  const isInterrupted = (): boolean => context.signal.aborted;
  for (const site of redSites(report).filter(sites).slice(0, most)) {
    const place = placeOfSite(places, site);
    if (place === undefined || isInterrupted()) continue;
    try {
      answers.set(site, await askPlace(reached, place, question, context));
    } catch (error) {
      if (isInterrupted()) break;
      if (error instanceof HeaptideError)
        talkTo(context)(`heaptide: why is not known: ${error.message} (${error.code})`);
      // Whoever ends it knows why.
      else if (question.ends?.aborted !== true) throw error;
      break;
    }
  }
  return reportWithWhy(report, answers);
}
