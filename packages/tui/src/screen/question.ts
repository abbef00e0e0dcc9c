import { duration, longBytes } from '@heaptide/report';
import { type LinePiece, words } from '../drawing/line-pieces.js';
import type { EngineState } from '../engine/watch-engine.js';
import type { AskableSite } from '../why/site-answer.js';

/** Something that costs the watched process, and is asked for twice. */
export type CostlyAct = 'capture' | 'snapshot' | 'exact';

export interface QuestionWording {
  /** What is asked. */
  readonly text: LinePiece;
  /** What it costs, as far as it is known. */
  readonly cost: LinePiece;
}

/** What waits for an answer, in words: the first that there is room for, or else the last. */
export type Question = { readonly wordings: readonly QuestionWording[] } & (
  { readonly act: CostlyAct } | { readonly act: 'why'; readonly site: AskableSite }
);

/** V8 stands still for a second for every 10 MB or so of heap that it writes, and needs twelve times the heap for it. */
const SNAPSHOT_BYTES_PER_MS = 10_000;
const SNAPSHOT_HEAPS = 12;

export function questionFor(act: CostlyAct, state: EngineState): Question {
  const { text, cost } = wording(act, state);
  return { act, wordings: [{ text: words(text, 'warning'), cost: words(cost) }] };
}

function wording(act: CostlyAct, state: EngineState): { readonly text: string; readonly cost: string } {
  switch (act) {
    case 'capture':
      return { text: 'force a GC and capture now?', cost: captureCost(state) };
    case 'snapshot':
      return { text: 'write a heap snapshot?', cost: snapshotCost(state) };
    case 'exact':
      return state.exact === undefined
        ? { text: 'exact sites (no inlining)?', cost: '5-19 % more CPU, begins anew' }
        : { text: 'end exact sites?', cost: 'the series begins anew' };
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
