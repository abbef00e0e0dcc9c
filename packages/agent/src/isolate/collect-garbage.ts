import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Collects all garbage, or that of the young generation alone. */
export type CollectGarbage = (options?: { readonly type: 'minor' }) => void;

/**
 * A function that collects all garbage before it returns.
 *
 * `HeapProfiler.collectGarbage` would be the official way, but it only schedules a task, which a blocked main thread
 * never runs, and a reading has to follow the collection in the same turn. V8's own `gc` has neither fault; a context
 * made while `expose-gc` is set has it. The flag is put back, so that no other context of the host gets one.
 */
export function garbageCollector(): CollectGarbage {
  const exposed = evaluateGc();
  if (exposed !== undefined) return exposed;
  setFlagsFromString('--expose-gc');
  try {
    const gc = evaluateGc();
    if (gc === undefined) throw new Error('this V8 offers no way to collect garbage on demand');
    return gc;
  } finally {
    setFlagsFromString('--no-expose-gc');
  }
}

function evaluateGc(): CollectGarbage | undefined {
  return runInNewContext('globalThis.gc') as CollectGarbage | undefined;
}
