import { writeProfile } from '@heaptide/profile/write';
import { BlackBox } from './black-box.js';
import { type Captures, type CaptureWish, MAIN_THREAD, type TakenCapture } from '../captures.js';
import type { HeapReading, ProcessState } from '../../reading/heap-reading.js';
import { MemoryGauge } from './memory-gauge.js';
import type { ProcessIdentity, RingSettings } from '../../reading/worker-protocol.js';
import { type CapturedProfile, RingStore } from './ring-store.js';

/** What the ring of a process is made of. */
export interface KeepRingOptions {
  readonly settings: RingSettings;
  readonly identity: ProcessIdentity;
  readonly captures: Captures;
  /** Tells the user one line. */
  readonly say: (text: string) => void;
  /** Limit of the old generation that Node was started with, bytes. */
  readonly oldSpaceLimit: number | undefined;
}

/**
 * What V8 dies of is its old generation. `heap_size_limit` adds the young one, which is more than a small limit itself,
 * so a limit that was asked for counts as it was asked for.
 */
function oldGeneration(
  limit: number,
  used: number,
  spaces: ProcessState['spaces'],
  asked: number | undefined,
): { used: number; limit: number } {
  const young = spaces.find(({ space_name: name }) => name === 'new_space')?.space_used_size ?? 0;
  return { used: used - young, limit: Math.min(limit, asked ?? limit) };
}

/** A ring that is being kept. */
export interface KeptRing {
  readonly store: RingStore;
  readonly blackBox: BlackBox;
  /** Keeps a reading that came by itself. Resolves when it is on disk, or cannot be. */
  keepReading(reading: HeapReading, trigger: string): Promise<void>;
}

/** Begins to keep captures of this process in the ring. */
export function keepRing(options: KeepRingOptions): KeptRing {
  const { identity, captures, say, oldSpaceLimit } = options;
  const { directory, captures: moments, bytes } = options.settings;
  const life = { service: identity.service, pid: identity.pid, startedAt: Date.parse(identity.startedAt) };
  const store = new RingStore({ directory, life, bounds: { moments, bytes }, tell: say });
  const blackBox = new BlackBox({
    store,
    gauge: new MemoryGauge(),
    capture: async (trigger) => [await captured(await captures.take(wish(trigger), undefined))],
    heapUsage: async () => {
      const { heap, spaces } = await captures.processState(undefined);
      return oldGeneration(heap.heap_size_limit, heap.used_heap_size, spaces, oldSpaceLimit);
    },
  });
  blackBox.start();
  return {
    store,
    blackBox,
    async keepReading(reading, trigger) {
      await store.put([await captured(captures.ofReading(reading, wish(trigger)))], trigger);
    },
  };
}

function wish(trigger: string): CaptureWish {
  return { kind: 'heap', thread: MAIN_THREAD, collect: false, births: true, trigger };
}

async function captured({ profile, metadata }: TakenCapture): Promise<CapturedProfile> {
  return {
    kind: metadata.kind ?? 'heap',
    time: Date.parse(metadata.time),
    bytes: await writeProfile(profile),
  };
}
