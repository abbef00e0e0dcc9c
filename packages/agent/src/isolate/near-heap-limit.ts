import { getHeapStatistics } from 'node:v8';
import { nativeBindings } from './v8-sampler.js';

const MIB = 2 ** 20;
/** V8 goes on for this much once, and more for its young generation, so that there is room to read the sampler. */
const EXTENSION = 64 * MIB;
/** What V8 was seen to add to the extension, at the most. */
const YOUNG_GENERATION = 400 * MIB;
/** The callback runs inside an interrupt, so also in a busy loop. */
const INTERRUPT = 2;

/**
 * Calls `lastWords` once when the heap of the main isolate reaches its limit and the process is about to die of it.
 * V8 extends the limit for that, so it is left alone, with `false`, where a control group with `cgroupLimit` bytes would
 * then kill the process in place of V8.
 */
export function watchHeapLimit(cgroupLimit: number | undefined, lastWords: () => void): boolean {
  const bindings = nativeBindings();
  if (bindings === undefined) return false;
  const most = getHeapStatistics().heap_size_limit + EXTENSION + YOUNG_GENERATION;
  if (cgroupLimit !== undefined && most > cgroupLimit) return false;
  bindings.monitorOutOfMemory(EXTENSION, 1, false, [], lastWords, INTERRUPT, true, false);
  return true;
}
