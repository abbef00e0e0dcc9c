import { writeProfile } from '@heaptide/profile/write';
import { BlackBox } from './black-box.js';
import type { CaptureKind } from './capture-name.js';
import { type Captures, type CaptureWish, MAIN_THREAD, type TakenCapture } from '../captures.js';
import type { HeapReading } from '../../reading/heap-reading.js';
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
  /** Whether external memory is sampled. */
  readonly external: boolean;
}

/** A ring that is being kept. */
export interface KeptRing {
  readonly store: RingStore;
  readonly blackBox: BlackBox;
  /** Keeps a reading that came by itself. Resolves when it is on disk, or cannot be. */
  keepReading(reading: HeapReading, trigger: string): Promise<void>;
}

/** Nobody takes a capture of the ring back. */
const NEVER = new AbortController().signal;

/** Begins to keep captures of this process in the ring. */
export function keepRing({ settings, identity, captures, say, external }: KeepRingOptions): KeptRing {
  const { directory, captures: moments, bytes } = settings;
  const life = { service: identity.service, pid: identity.pid, startedAt: Date.parse(identity.startedAt) };
  const store = new RingStore({ directory, life, bounds: { moments, bytes }, tell: say });
  const kinds: readonly CaptureKind[] = external ? ['heap', 'external'] : ['heap'];
  const blackBox = new BlackBox({
    store,
    gauge: new MemoryGauge(),
    capture: async (trigger) => {
      const taken = await Promise.all(kinds.map((kind) => captures.take(wish(kind, trigger), NEVER)));
      return Promise.all(taken.map(captured));
    },
    heapUsage: () => captures.memory(NEVER),
  });
  blackBox.start();
  return {
    store,
    blackBox,
    async keepReading(reading, trigger) {
      await store.put([await captured(captures.ofReading(reading, wish('heap', trigger)))], trigger);
    },
  };
}

function wish(kind: CaptureKind, trigger: string): CaptureWish {
  return { kind, thread: MAIN_THREAD, collect: false, births: true, trigger };
}

async function captured({ profile, metadata }: TakenCapture): Promise<CapturedProfile> {
  return {
    kind: metadata.kind ?? 'heap',
    time: Date.parse(metadata.time),
    bytes: await writeProfile(profile),
  };
}
