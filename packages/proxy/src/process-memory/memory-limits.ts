import { cgroupMemory } from '@heaptide/agent';
import { getHeapStatistics } from 'node:v8';
import type { MemoryLimits } from '../sessions/session-budget.js';

/** The limits that this process is under. */
export function memoryLimits(): MemoryLimits {
  return {
    heapLimitBytes: getHeapStatistics().heap_size_limit,
    cgroupLimitBytes: cgroupMemory()?.limit,
  };
}
