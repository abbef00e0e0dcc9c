import { duration, longBytes } from '@heaptide/report';
import type { EngineState } from '../engine/watch-engine.js';

/** Something that costs the watched process, and is asked for twice. */
export type CostlyAct = 'capture' | 'snapshot' | 'exact';

export interface Question {
  readonly act: CostlyAct;
  /** What is asked. */
  readonly text: string;
  /** What it costs, as far as it is known. */
  readonly cost: string;
}

/** V8 stands still for a second for every 10 MB or so of heap that it writes, and needs twelve times the heap for it. */
const SNAPSHOT_BYTES_PER_MS = 10_000;
const SNAPSHOT_HEAPS = 12;

export function questionFor(act: CostlyAct, state: EngineState): Question {
  switch (act) {
    case 'capture':
      return { act, text: 'force a GC and capture now?', cost: captureCost(state) };
    case 'snapshot':
      return { act, text: 'write a heap snapshot?', cost: snapshotCost(state) };
    case 'exact':
      return state.exact === undefined
        ? {
            act,
            text: 'exact sites (no inlining)?',
            cost: '5-19 % more CPU, begins anew',
          }
        : { act, text: 'end exact sites?', cost: 'the series begins anew' };
  }
}

function captureCost({ captureMs }: EngineState): string {
  return captureMs === undefined ? 'stops it for the collection' : `stops it for part of ${pause(captureMs)}`;
}

function snapshotCost({ latest }: EngineState): string {
  if (latest === undefined) return 'stops it for seconds, needs 12 times its heap';
  const { heapUsed } = latest;
  return `stops it for about ${pause(heapUsed / SNAPSHOT_BYTES_PER_MS)}, needs ${longBytes(SNAPSHOT_HEAPS * heapUsed)}`;
}

function pause(ms: number): string {
  return ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : duration(ms);
}
