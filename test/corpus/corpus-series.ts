import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type NodeVersion, nodeReleases } from '../support/node-releases.js';
import type { Corpus, CorpusProgram } from './manifest.js';
import { recordSeries } from './record-series.js';
import { type RoundKind, roundShares } from './rounds.js';

/** Which runs of the programs are wanted. */
export interface CorpusRuns {
  readonly corpus: Corpus;
  /** Where series are kept; those that are there are not recorded again. */
  readonly series: string;
  /** Major versions of Node. */
  readonly nodes: readonly number[];
  readonly seeds: readonly number[];
  /** Sampling interval in bytes. */
  readonly interval: number;
  readonly rounds: RoundKind;
}

/** One run of one program. */
export interface CorpusRun {
  readonly program: CorpusProgram;
  readonly node: string;
  readonly seed: number;
  /** Units of work in each round, as multiples of the program's own number. */
  readonly shares: readonly number[];
  readonly directory: string;
}

/** A run that could not be recorded. */
export interface FailedRun {
  readonly run: CorpusRun;
  readonly reason: string;
}

/** Processes that are recorded at once. */
const AT_ONCE = 2;

/**
 * Records what is missing and gives all series. Says on stderr how far it is.
 * @throws {Error} where a version of Node is not to be had.
 */
export async function corpusSeries(runs: CorpusRuns): Promise<{ series: CorpusRun[]; failed: FailedRun[] }> {
  const { corpus, interval, rounds } = runs;
  const nodes = await findNodes(runs.nodes);
  const jobs = nodes.flatMap(({ version, execPath }) =>
    runs.seeds.flatMap((seed) =>
      corpus.programs.map((program) => {
        const kind = `${version}-seed${seed}-${interval}-${rounds}`;
        const directory = join(runs.series, kind, program.name);
        return {
          execPath,
          run: { program, node: version, seed, shares: roundShares(rounds, seed), directory },
        };
      }),
    ),
  );
  const missing = jobs.filter(({ run }) => !existsSync(run.directory));
  const total = missing.length;
  const failed: FailedRun[] = [];
  const recordNext = async (): Promise<void> => {
    for (let job = missing.shift(); job !== undefined; job = missing.shift()) {
      const { execPath, run } = job;
      const recording = { ...run, execPath, corpus: corpus.directory, interval, rounds: run.shares };
      const reason = await recordSeries(recording, run.directory).then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      if (reason !== undefined) failed.push({ run, reason });
      const what = `${run.program.name}, Node ${run.node}, seed ${run.seed}`;
      process.stderr.write(`${total - missing.length} of ${total}: ${reason ?? `recorded ${what}`}\n`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, recordNext));
  const failures = new Set(failed.map(({ run }) => run));
  return { series: jobs.map(({ run }) => run).filter((run) => !failures.has(run)), failed };
}

async function findNodes(majors: readonly number[]): Promise<NodeVersion[]> {
  const releases = await nodeReleases();
  return majors.map((major) => {
    const release = releases.find(({ version }) => Number.parseInt(version, 10) === major);
    if (release === undefined || 'missing' in release) {
      throw new Error(
        `Node ${major} is not to be had: ${release?.missing ?? 'no release of it is known here'}`,
      );
    }
    return release;
  });
}
