import type { CaptureMetadata } from '@heaptide/profile/write';
import type { CaptureWish } from './captures.js';
import type { CgroupMemory } from './cgroup.js';
import type { ProcessState } from '../reading/heap-reading.js';
import type { ProcessIdentity } from '../reading/worker-protocol.js';

/** What a capture's metadata is made of. */
export interface CaptureFacts {
  readonly wish: CaptureWish;
  readonly state: ProcessState;
  readonly collected: boolean;
  readonly identity: ProcessIdentity;
  readonly cgroup: CgroupMemory | undefined;
  readonly interval: number;
  /** Of the samples of external memory that the capture holds too. */
  readonly externalInterval?: number | undefined;
  /** Bytes on the allocation clock. */
  readonly clock: number;
}

/** The metadata of a capture: all of its figures are of the moment of the reading. */
export function describeCapture(facts: CaptureFacts): CaptureMetadata {
  const { wish, state, collected, identity, cgroup, interval, externalInterval, clock } = facts;
  const { time, memory, heap, work, sampler } = state;
  return {
    schema: 'heaptide.capture/1',
    time: new Date(time).toISOString(),
    ...identity,
    exactSites: identity.exactSites || (wish.kind === 'heap' && state.exactSites !== undefined),
    gc: collected ? 'forced' : 'none',
    births: wish.births,
    ...(wish.kind === 'external' ? { kind: wish.kind } : {}),
    ...(wish.thread === 0 ? {} : { thread: wish.thread }),
    ...(wish.trigger === undefined ? {} : { trigger: wish.trigger }),
    interval,
    ...(externalInterval === undefined ? {} : { externalInterval }),
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
    gaps: wish.kind === 'heap' ? sampler.gaps : [],
  };
}
