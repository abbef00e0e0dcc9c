import type { CgroupMemory } from './cgroup.js';
import type { ProcessState } from '../reading/heap-reading.js';
import type { ProcessIdentity } from '../reading/worker-protocol.js';

/** The body of `/debug/heap/stats` (schema `heaptide.stats/1`): byte figures, `uptime` in seconds. */
export function heapStats(
  state: ProcessState,
  identity: ProcessIdentity,
  cgroup: CgroupMemory | undefined,
): string {
  const { time, memory, heap, spaces, work, sampler } = state;
  const { gaps, ...samplerState } = sampler;
  const stats = {
    schema: 'heaptide.stats/1',
    time: new Date(time).toISOString(),
    ...identity,
    uptime: Math.round((time - Date.parse(identity.startedAt)) / 1000),
    memory,
    heapLimit: heap.heap_size_limit,
    heapSpaces: spaces.map((space) => ({
      name: space.space_name,
      size: space.space_size,
      used: space.space_used_size,
      available: space.space_available_size,
      physical: space.physical_space_size,
    })),
    cgroup,
    work,
    sampler: samplerState,
    gaps,
  };
  return JSON.stringify(stats, undefined, 2) + '\n';
}
