import type { ProcessCost } from '../measure-process.js';
import { inTurn } from '../proxy/in-turn.js';
import { median } from '../quantiles.js';
import { type Contender, type ContenderName, PAIRS } from './contenders.js';
import { type ContenderRun, runContender } from './run-contender.js';

/** Medians of a contender on one snapshot. */
export interface ContenderFigures {
  readonly name: ContenderName;
  readonly cost: ProcessCost;
  /** Milliseconds by step. */
  readonly steps: Readonly<Record<string, number>>;
  readonly rootRetained: number;
  /** Medians of the ratios of a round, to the contender of ours that does the same; absent for ours and where it was left out. */
  readonly ratio?: {
    readonly ours: ContenderName;
    /** How many times our time it takes. */
    readonly wall: number;
    readonly cpu: number;
    /** How much of its peak memory we take. */
    readonly memory: number;
  };
}

/** A contender that did not get through, which is not started again. */
export interface ContenderFailure {
  readonly name: ContenderName;
  readonly failure: string;
}

/**
 * Has all contenders analyse a snapshot in turn, round after round, so that a noisy machine is noisy for all.
 *
 * @throws {Error} when one of ours fails, or when contenders do not agree on what the root retains.
 */
export async function measureContenders(
  contenders: readonly Contender[],
  snapshot: string,
  rounds: number,
): Promise<readonly (ContenderFigures | ContenderFailure)[]> {
  const runs = new Map<ContenderName, ContenderRun[]>(contenders.map(({ name }) => [name, []]));
  const failures = new Map<ContenderName, string>();
  for (let round = 0; round < rounds; round++) {
    for (const { name, args } of inTurn(contenders, round)) {
      if (failures.has(name)) continue;
      const run = await runContender(args, snapshot);
      if ('failure' in run) {
        if (name.startsWith('heaptide')) throw new Error(`${name}: ${run.failure}`);
        failures.set(name, run.failure);
      } else {
        runs.get(name)!.push(run);
        requireSameTotal(runs);
      }
      console.error(
        `  ${name}: ${'failure' in run ? run.failure : `${(run.cost.wallMs / 1000).toFixed(2)} s`}`,
      );
    }
  }
  return contenders.map(({ name }) => {
    const failure = failures.get(name);
    return failure === undefined ? figuresOf(name, runs) : { name, failure };
  });
}

function figuresOf(
  name: ContenderName,
  all: ReadonlyMap<ContenderName, readonly ContenderRun[]>,
): ContenderFigures {
  const runs = all.get(name)!;
  const medianOf = (figure: (run: ContenderRun) => number): number => median(runs.map(figure));
  const figures = {
    name,
    cost: {
      wallMs: medianOf(({ cost }) => cost.wallMs),
      cpuMs: medianOf(({ cost }) => cost.cpuMs),
      peakRssBytes: medianOf(({ cost }) => cost.peakRssBytes),
    },
    steps: Object.fromEntries(
      Object.keys(runs[0]!.steps).map((step) => [step, medianOf(({ steps }) => steps[step]!)]),
    ),
    rootRetained: runs[0]!.rootRetained,
  };
  const ours = PAIRS[name]?.ours;
  if (ours === undefined) return figures;
  const others = all.get(ours) ?? [];
  if (others.length === 0) return figures;
  const ratioOf = (cost: keyof ProcessCost): number =>
    median(runs.map((run, round) => run.cost[cost] / others[round]!.cost[cost]));
  return {
    ...figures,
    ratio: { ours, wall: ratioOf('wallMs'), cpu: ratioOf('cpuMs'), memory: 1 / ratioOf('peakRssBytes') },
  };
}

/** All of the heap that is reached hangs off the root, whatever the rules by which it is shared out. */
function requireSameTotal(runs: ReadonlyMap<ContenderName, readonly ContenderRun[]>): void {
  const totals = [...runs].flatMap(([name, each]) =>
    each.map(({ rootRetained }) => ({ name, rootRetained })),
  );
  const odd = totals.find(({ rootRetained }) => rootRetained !== totals[0]!.rootRetained);
  if (odd === undefined) return;
  const [first] = totals;
  throw new Error(
    `the root retains ${odd.rootRetained} bytes by ${odd.name}, ${first!.rootRetained} by ${first!.name}`,
  );
}
