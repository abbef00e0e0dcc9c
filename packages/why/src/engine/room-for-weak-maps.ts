import type { ProcessFacts } from '../probe/process-reads.js';
import { freeMemory } from './free-memory.js';

const MIB = 2 ** 20;
const MOST_LARGE_OBJECTS = 16 * MIB;
const LEAST_FREE = 32 * MIB;

/**
 * The entries of a WeakMap can be read all at once only, which nothing can cut short: 100 ns and 16 bytes each. A table of so
 * many entries is a large object of 24 bytes an entry, so what all large objects have bounds it, to 70 ms and 11 MiB.
 */
export function hasRoomForWeakMaps(process: ProcessFacts): boolean {
  return process.largeObjects <= MOST_LARGE_OBJECTS && freeMemory(process) >= LEAST_FREE;
}
