import type { CgroupMemory } from './cgroup.js';
import type { ProcessState, ThreadInfo } from '../reading/heap-reading.js';
import type { ProcessIdentity } from '../reading/worker-protocol.js';

/** What the statistics are made of. */
export interface StatsFacts {
  readonly state: ProcessState;
  readonly threads: readonly ThreadInfo[];
  readonly identity: ProcessIdentity;
  readonly cgroup: CgroupMemory | undefined;
  /** Further fields. */
  readonly more: Readonly<Record<string, unknown>>;
}

/** The body of `/debug/heap/stats` (schema `heaptide.stats/1`): byte figures, `uptime` in seconds, `exactSitesUntil` where they end. */
export function heapStats({ state, threads, identity, cgroup, more }: StatsFacts): string {
  const { time, memory, heap, spaces, work, sampler, external, exactSites } = state;
  const { gaps, ...samplerState } = sampler;
  const stats = {
    schema: 'heaptide.stats/1',
    time: new Date(time).toISOString(),
    ...identity,
    exactSites: identity.exactSites || exactSites !== undefined,
    exactSitesUntil: exactSites && new Date(exactSites.until).toISOString(),
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
    external: { ...external, unattributed: unattributed(memory, external?.live ?? 0) },
    threads,
    gaps,
    ...more,
  };
  return JSON.stringify(stats, undefined, 2) + '\n';
}

/**
 * What no sample can tell of the memory outside the heap: `buffers` that were not allocated through the hook, within the
 * error of what was sampled, and `other`, which is external strings and native objects.
 */
function unattributed(memory: NodeJS.MemoryUsage, live: number): { buffers: number; other: number } {
  return {
    buffers: Math.max(0, memory.arrayBuffers - live),
    other: Math.max(0, memory.external - memory.arrayBuffers),
  };
}
