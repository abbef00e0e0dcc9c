import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from '../quantiles.js';
import type { ProcessCost } from '../measure-process.js';
import { runContender } from './run-contender.js';

/** Medians of a scrubbing and of a plain reading of the same snapshot. */
export interface ScrubFigures {
  readonly read: ProcessCost;
  readonly scrub: ProcessCost;
  /** Median of the ratios of a round, scrubbing to reading. */
  readonly wall: number;
  readonly cpu: number;
}

const PROGRAM = fileURLToPath(new URL('../../../test/bench/heapsnapshot/scrub-program.mjs', import.meta.url));

/** Has a snapshot read and scrubbed in turn, round after round. */
export async function measureScrub(snapshot: string, rounds: number): Promise<ScrubFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'heaptide-scrub-'));
  try {
    const pairs = [];
    for (let round = 0; round < rounds; round++) {
      const read = await costOf([PROGRAM, 'read'], snapshot);
      pairs.push({ read, scrub: await costOf([PROGRAM, 'scrub', join(folder, `${round}`)], snapshot) });
      rmSync(join(folder, `${round}`));
    }
    return {
      read: medianCost(pairs.map(({ read }) => read)),
      scrub: medianCost(pairs.map(({ scrub }) => scrub)),
      wall: median(pairs.map(({ read, scrub }) => scrub.wallMs / read.wallMs)),
      cpu: median(pairs.map(({ read, scrub }) => scrub.cpuMs / read.cpuMs)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function costOf(args: readonly string[], snapshot: string): Promise<ProcessCost> {
  const run = await runContender(args, snapshot);
  if ('failure' in run) throw new Error(run.failure);
  return run.cost;
}

function medianCost(costs: readonly ProcessCost[]): ProcessCost {
  return {
    wallMs: median(costs.map(({ wallMs }) => wallMs)),
    cpuMs: median(costs.map(({ cpuMs }) => cpuMs)),
    peakRssBytes: median(costs.map(({ peakRssBytes }) => peakRssBytes)),
  };
}
