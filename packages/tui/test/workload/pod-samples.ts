import { BORN_LABEL, captureComment, ProfileBuilder, writeProfile } from '@heaptide/profile';
import {
  type CaptureMetadata,
  decodeCapture,
  type PodEnding,
  podKey,
  type ReceivedCapture,
  type WatchedPod,
} from '@heaptide/targets';
import { EVERY_MS, sampleMetadata, START } from '../sample-report.js';

const MIB = 1024 ** 2;

/** A pod that runs; its key goes with what is changed. */
export function samplePod(name: string, changes: Partial<Omit<WatchedPod, 'key'>> = {}): WatchedPod {
  const pod = {
    uid: `uid-${name}`,
    name,
    container: 'app',
    port: 6060,
    restarts: 0,
    state: 'running' as const,
    isLeaving: false,
    startedAt: START - 3_600_000,
    memoryLimit: 128 * MIB,
    ...changes,
  };
  return { key: podKey(pod), ...pod };
}

export const OOM_KILLED: PodEnding = {
  short: 'OOMKilled',
  words: 'OOMKilled: the kernel ended it at its memory limit',
  isOutOfMemory: true,
  at: START - 120_000,
  uptimeMs: 3 * 3_600_000,
};

const SAMPLE_BYTES = 32_768;
/** Bytes on the allocation clock from one capture to the next. */
const CLOCK_STEP = 1e8;
const KEPT_EACH = 40;

export interface PodProcess {
  readonly pid: number;
  /** Keeps what it allocates. */
  readonly leaks: boolean;
  readonly memory?: Partial<CaptureMetadata>;
}

/** A capture of a process that leaks at `newSession`, or of one whose cache turns over. */
export async function podCapture(
  index: number,
  { pid, leaks, memory }: PodProcess,
): Promise<ReceivedCapture> {
  const metadata = sampleMetadata(index, {
    pid,
    startedAt: new Date(START - pid * 1000).toISOString(),
    heapUsed: (30 + (leaks ? 2 * index : 0)) * MIB,
    heapTotal: 80 * MIB,
    rss: (90 + (leaks ? 2 * index : 0)) * MIB,
    cgroup: { usage: (60 + (leaks ? 2 * index : 0)) * MIB, limit: 128 * MIB },
    ...memory,
  });
  const builder = new ProfileBuilder({
    sampleTypes: [
      { type: 'inuse_objects', unit: 'count' },
      { type: 'inuse_space', unit: 'bytes' },
    ],
  });
  builder.comment(captureComment(metadata));
  const place = (name: string, filename: string, startLine: number) =>
    builder.location({
      lines: [{ function: builder.func({ name, filename, startLine }), line: startLine + 1, column: 3 }],
    });
  const root = place('handlePost', '/app/server.js', 90);
  const sessions = place('newSession', '/app/session-table.js', 41);
  const cache = place('ToolCache.warm', '/app/cache.js', 19);
  const sample = (leaf: typeof root, born: number) =>
    builder.sample({
      stack: [leaf, root],
      values: [4, SAMPLE_BYTES],
      labels: [{ key: BORN_LABEL, number: born, unit: 'bytes' }],
    });
  for (let round = leaks ? 0 : index; round <= index; round++)
    for (let i = 0; i < KEPT_EACH; i++) sample(sessions, round * CLOCK_STEP + (2 * i + 1) * SAMPLE_BYTES);
  for (let i = 0; i < 10; i++) sample(cache, index * CLOCK_STEP + (2 * i + 40) * SAMPLE_BYTES);
  const bytes = await writeProfile(builder.build());
  return { bytes, capture: await decodeCapture('sample', bytes) };
}

/** Captures of one process, each made once. */
export function podCaptures(process: PodProcess): (index: number) => Promise<ReceivedCapture> {
  const made: Promise<ReceivedCapture>[] = [];
  return (index) => (made[index] ??= podCapture(index, process));
}

export { EVERY_MS, MIB, START };
