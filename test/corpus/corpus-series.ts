import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type NodeVersion, nodeReleases } from '../support/node-releases.js';
import type { CorpusProgram } from './manifest.js';
import { recordSeries } from './record-series.js';
import { roundShares } from './rounds.js';

/** Which runs of the programs are wanted. */
export interface CorpusRuns {
  readonly corpus: string;
  readonly programs: readonly CorpusProgram[];
  /** Where series are kept; those that are there are not recorded again. */
  readonly series: string;
  /** Major versions of Node. */
  readonly nodes: readonly number[];
  readonly seeds: readonly number[];
  readonly interval: number;
  readonly rounds: 'steady' | 'uneven';
}

/** One recorded run of one program. */
export interface CorpusSeries {
  readonly program: CorpusProgram;
  readonly node: string;
  readonly seed: number;
  readonly directory: string;
}

/** Processes that are recorded at once. */
const AT_ONCE = 2;

/** Records what is missing and gives all series. Says on stderr how far it is. */
export async function corpusSeries(runs: CorpusRuns): Promise<CorpusSeries[]> {
  const found = (await nodeReleases()).filter((release): release is NodeVersion => 'execPath' in release);
  const wanted = runs.nodes.map((major) => {
    const release = found.find(({ version }) => Number.parseInt(version, 10) === major);
    if (release === undefined) throw new Error(`Node ${major} is not to be had`);
    return release;
  });
  const jobs = wanted.flatMap(({ version, execPath }) =>
    runs.seeds.flatMap((seed) =>
      runs.programs.map((program) => {
        const kind = `${version}-seed${seed}-${runs.interval}-${runs.rounds}`;
        return { program, execPath, node: version, seed, directory: join(runs.series, kind, program.name) };
      }),
    ),
  );
  const missing = jobs.filter(({ directory }) => !existsSync(directory));
  let done = 0;
  const recordNext = async (): Promise<void> => {
    for (let job = missing.shift(); job !== undefined; job = missing.shift()) {
      const { interval, corpus } = runs;
      const rounds = roundShares(runs.rounds, job.seed);
      await recordSeries({ ...job, corpus, interval, rounds }, job.directory);
      process.stderr.write(`recorded ${++done}: ${job.directory}\n`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, recordNext));
  return jobs;
}
