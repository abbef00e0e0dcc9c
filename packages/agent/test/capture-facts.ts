import type { CaptureFacts } from '../src/worker/describe-capture.js';
import type { ProcessState } from '../src/reading/heap-reading.js';
import { RECORDED_INTERVAL } from './recorded-reading.js';

const MIB = 2 ** 20;

/** A process at one moment, made up. */
export const PROCESS_STATE: ProcessState = {
  time: Date.parse('2026-01-02T03:04:05.678Z'),
  memory: {
    rss: 90 * MIB,
    heapTotal: 60 * MIB,
    heapUsed: 40 * MIB,
    external: 3 * MIB,
    arrayBuffers: 2 * MIB,
  },
  heap: {
    total_heap_size: 60 * MIB,
    total_heap_size_executable: 0,
    total_physical_size: 60 * MIB,
    total_available_size: 0,
    used_heap_size: 40 * MIB,
    heap_size_limit: 4096 * MIB,
    malloced_memory: 0,
    peak_malloced_memory: 0,
    does_zap_garbage: 0,
    number_of_native_contexts: 1,
    number_of_detached_contexts: 0,
    total_global_handles_size: 0,
    used_global_handles_size: 0,
    external_memory: 0,
  },
  spaces: [
    {
      space_name: 'old_space',
      space_size: 9,
      space_used_size: 8,
      space_available_size: 1,
      physical_space_size: 7,
    },
  ],
  work: { requests: 12 },
  sampler: {
    owner: 'heaptide',
    native: true,
    interval: RECORDED_INTERVAL,
    reason: { asked: RECORDED_INTERVAL, text: 'as asked' },
    depth: 64,
    collects: false,
    clock: 500 * RECORDED_INTERVAL,
    clockBase: 0,
    gaps: [],
  },
  external: { interval: 512 * 1024, clock: 8 * MIB, live: MIB },
};

/** A capture of {@link PROCESS_STATE}. */
export function captureFacts(): CaptureFacts {
  return {
    wish: { kind: 'heap', thread: 0, collect: true, births: false },
    state: PROCESS_STATE,
    collected: true,
    identity: {
      pid: 7,
      startedAt: '2026-01-02T03:00:00.000Z',
      service: 'leak.mjs',
      versions: { node: '20.20.2', v8: '11.3', heaptide: '0.1.0' },
      exactSites: true,
    },
    cgroup: { usage: 50 * MIB, limit: 128 * MIB },
    interval: RECORDED_INTERVAL,
    clock: 500 * RECORDED_INTERVAL,
  };
}
