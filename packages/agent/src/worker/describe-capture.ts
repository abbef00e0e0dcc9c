import type { CaptureMetadata } from '@heaptide/profile';
import type { CgroupMemory } from './cgroup.js';
import type { HeapReading } from '../reading/heap-reading.js';
import type { ProcessIdentity } from '../reading/worker-protocol.js';

/** What a capture's metadata is made of. */
export interface CaptureFacts {
  readonly reading: HeapReading;
  readonly identity: ProcessIdentity;
  readonly cgroup: CgroupMemory | undefined;
  readonly interval: number;
  /** Bytes on the allocation clock. */
  readonly clock: number;
  readonly births: boolean;
}

/** The metadata of a capture: all of its figures are of the moment of the reading. */
export function describeCapture(facts: CaptureFacts): CaptureMetadata {
  const { reading, identity, cgroup, interval, clock, births } = facts;
  const { time, memory, heap, work, sampler } = reading.state;
  return {
    schema: 'heaptide.capture/1',
    time: new Date(time).toISOString(),
    ...identity,
    gc: reading.collected ? 'forced' : 'none',
    births,
    interval,
    depth: sampler.depth,
    clock,
    heapUsed: memory.heapUsed,
    heapTotal: memory.heapTotal,
    heapLimit: heap.heap_size_limit,
    rss: memory.rss,
    external: memory.external,
    arrayBuffers: memory.arrayBuffers,
    ...(cgroup === undefined ? {} : { cgroup }),
    work,
    gaps: sampler.gaps,
  };
}
