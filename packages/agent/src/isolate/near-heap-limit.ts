import { getHeapStatistics } from 'node:v8';
import { nearLimitSnapshots } from './near-limit-snapshots.js';
import { nativeBindings } from './v8-sampler.js';

const MIB = 2 ** 20;
/** V8 goes on for this much once, and more for its young generation, so that there is room to read the sampler. */
const EXTENSION = 64 * MIB;
/** What V8 was seen to add to the extension, at the most. */
const YOUNG_GENERATION = 400 * MIB;
/** The callback runs inside an interrupt, so also in a busy loop. */
const INTERRUPT = 2;

/** What decides whether the heap limit may be watched. */
export interface HeapLimitOptions {
  /** Bytes that the control group may have. */
  readonly cgroupLimit: number | undefined;
  /** Options of Node that the process was started with, in order. */
  readonly nodeOptions: readonly string[];
}

/**
 * Calls `lastWords` once when the heap of the main isolate reaches its limit and the process is about to die of it.
 * V8 extends the limit for that, so it is left alone, with `false`, where the control group would then kill the process in
 * place of V8. So it is where Node.js is to write heap snapshots there: V8 asks the callback that came last, and Node's
 * own would be asked too late or never.
 */
export function watchHeapLimit(
  { cgroupLimit, nodeOptions }: HeapLimitOptions,
  lastWords: () => void,
): boolean {
  if (nearLimitSnapshots(nodeOptions) > 0) return false;
  const bindings = nativeBindings();
  if (bindings === undefined) return false;
  const most = getHeapStatistics().heap_size_limit + EXTENSION + YOUNG_GENERATION;
  if (cgroupLimit !== undefined && most > cgroupLimit) return false;
  bindings.monitorOutOfMemory(EXTENSION, 1, false, [], lastWords, INTERRUPT, true, false);
  return true;
}
