import { measureRound, type ProcessName, type RoundFigures, type ServerLoad } from './cpu-round.js';
import { median } from './quantiles.js';

/** CPU time of a server's requests in one variant, and what it is compared with. */
export interface CpuComparison {
  readonly name: ProcessName;
  /** Processes whose mean it is compared with. */
  readonly against: readonly ProcessName[];
  /** Microseconds of CPU a request, one figure a round. */
  readonly micros: readonly number[];
  readonly againstMicros: readonly number[];
  /** To the same round's figure of `against`. */
  readonly ratios: readonly number[];
  /** Sampling intervals that the agent had at the end of the rounds, in bytes; empty where it does not sample. */
  readonly intervals: readonly number[];
}

/** What the variants cost under one load. */
export interface CpuCost {
  /** Requests a second; absent where they were sent as fast as they were answered. */
  readonly paced: number | undefined;
  /** Median of the windows. */
  readonly requestsPerSecond: number;
  readonly bytesPerRequest: number;
  readonly comparisons: readonly CpuComparison[];
}

/**
 * `bare again` against `bare` is what the benchmark finds where there is nothing to find; the others are held against
 * both, which halves the share of the noise that the reference brings in.
 */
const BOTH_BARE: readonly ProcessName[] = ['bare', 'bare again'];
const COMPARED: readonly (readonly [ProcessName, readonly ProcessName[]])[] = [
  ['bare again', ['bare']],
  ['idle', BOTH_BARE],
  ['512k', BOTH_BARE],
  ['auto', BOTH_BARE],
  ['external', BOTH_BARE],
  ['external', ['512k']],
];

/**
 * What the agent costs a server in CPU time a request, all threads of the process together. The figure of a round is the
 * median of its windows, and a ratio the median of the ratios of its sweeps.
 */
export async function measureCpuCost(load: ServerLoad, rounds: number): Promise<CpuCost> {
  const found: RoundFigures[] = [];
  for (let round = 0; round < rounds; round++) found.push(await measureRound(load));
  return {
    paced: load.perSecond,
    requestsPerSecond: median(found.map(({ requestsPerSecond }) => requestsPerSecond)),
    bytesPerRequest: median(found.map(({ bytesPerRequest }) => bytesPerRequest)),
    comparisons: COMPARED.map(([name, against]) => compare(found, name, against)),
  };
}

function compare(
  rounds: readonly RoundFigures[],
  name: ProcessName,
  against: readonly ProcessName[],
): CpuComparison {
  const own = rounds.map(({ windows }) => windows[name]);
  const theirs = rounds.map(({ windows }) =>
    windows[name].map((_, sweep) => mean(against.map((each) => windows[each][sweep]!))),
  );
  return {
    name,
    against,
    micros: own.map(median),
    againstMicros: theirs.map(median),
    ratios: own.map((windows, round) =>
      median(windows.map((micros, sweep) => micros / theirs[round]![sweep]!)),
    ),
    intervals: rounds.flatMap(({ intervals }) => intervals[name] ?? []),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
