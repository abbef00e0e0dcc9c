import type { ProcessFacts } from '../probe/process-reads.js';

/** Where there is no limit the kernel says 2^63 or so. */
const NO_LIMIT = 2 ** 50;

/** Bytes that the process may still take, by its cgroup and its system. */
export function freeMemory({ rss, memoryLimit, freeSystemMemory }: ProcessFacts): number {
  const isLimited = memoryLimit > 0 && memoryLimit < NO_LIMIT;
  return Math.max(0, isLimited ? Math.min(memoryLimit - rss, freeSystemMemory) : freeSystemMemory);
}
