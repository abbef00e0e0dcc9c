import { measureProcess, type ProcessCost } from './measure-process.js';
import { median } from './quantiles.js';

export type CommandLine = readonly [string, ...string[]];

/** Medians of one program, and of its ratio to the peer it ran next to. */
export interface Compared {
  readonly cost: ProcessCost;
  readonly ratio: { readonly wall: number; readonly cpu: number; readonly rss: number };
}

/**
 * Runs the peer and the other programs in turn, round after round, so that a noisy machine is noisy for all; the first
 * round is thrown away. Ratios are medians of the ratios of a round.
 */
export async function compareWith(
  peer: CommandLine,
  others: Readonly<Record<string, CommandLine>>,
  rounds: number,
): Promise<{ peer: ProcessCost; others: Record<string, Compared> }> {
  const peerCosts: ProcessCost[] = [];
  const costs = Object.fromEntries(Object.keys(others).map((name) => [name, [] as ProcessCost[]]));
  for (let round = 0; round <= rounds; round++) {
    const peerCost = await measureProcess(peer);
    if (round > 0) peerCosts.push(peerCost);
    for (const [name, command] of Object.entries(others)) {
      const cost = await measureProcess(command);
      if (round > 0) costs[name]!.push(cost);
    }
  }
  const compared = Object.entries(costs).map(([name, own]): [string, Compared] => {
    const ratio = (figure: keyof ProcessCost): number =>
      median(own.map((cost, round) => cost[figure] / Math.max(1, peerCosts[round]![figure])));
    return [
      name,
      {
        cost: medianCost(own),
        ratio: { wall: ratio('wallMs'), cpu: ratio('cpuMs'), rss: ratio('peakRssBytes') },
      },
    ];
  });
  return { peer: medianCost(peerCosts), others: Object.fromEntries(compared) };
}

function medianCost(costs: readonly ProcessCost[]): ProcessCost {
  return {
    wallMs: median(costs.map(({ wallMs }) => wallMs)),
    cpuMs: median(costs.map(({ cpuMs }) => cpuMs)),
    peakRssBytes: median(costs.map(({ peakRssBytes }) => peakRssBytes)),
  };
}
