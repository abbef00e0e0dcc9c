import { type CorpusRuns, corpusSeries, type FailedRun } from './corpus-series.js';
import { judgeRounds } from './judge-rounds.js';
import type { Corpus } from './manifest.js';
import { type Outcome, outcomeOf } from './outcome.js';
import { summarise, type Summary } from './summary.js';

export interface CorporaRuns extends Omit<CorpusRuns, 'corpus' | 'series'> {
  readonly corpora: readonly Corpus[];
  /** A directory for the series of each corpus. */
  readonly series: readonly string[];
}

/** What the verdicts on all runs of some corpora come to. */
export interface JudgedRuns {
  readonly outcomes: readonly Outcome[];
  /** By corpus. */
  readonly summaries: Readonly<Record<string, Summary>>;
  readonly failed: readonly FailedRun[];
}

/** Records what is missing, and judges. @throws {Error} as {@link corpusSeries} does. */
export async function runCorpora({ corpora, series, ...runs }: CorporaRuns): Promise<JudgedRuns> {
  const outcomes: Outcome[] = [];
  const failed: FailedRun[] = [];
  const summaries: Record<string, Summary> = {};
  for (const [i, corpus] of corpora.entries()) {
    const recorded = await corpusSeries({ ...runs, corpus, series: series[i]! });
    failed.push(...recorded.failed);
    const own: Outcome[] = [];
    for (const run of recorded.series) {
      own.push(outcomeOf(run, await judgeRounds(run.directory, run.program)));
    }
    summaries[corpus.name] = summarise(own);
    outcomes.push(...own);
  }
  return { outcomes, summaries, failed };
}
