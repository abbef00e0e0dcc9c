import type { HeapSnapshot } from '../model/heap-snapshot.js';
import { followInternal } from './follow-internal.js';

/** Functions bound to functions that were bound. */
const MOST_BOUND = 8;

/** The function that a bound one calls; of another, itself. */
export function boundTarget(snapshot: HeapSnapshot, closure: number): number {
  let target = closure;
  for (let steps = 0; steps < MOST_BOUND; steps++) {
    const bound = followInternal(snapshot, target, 'bound_function');
    if (bound === undefined) break;
    target = bound;
  }
  return target;
}
