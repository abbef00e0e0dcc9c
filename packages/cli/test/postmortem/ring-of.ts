import {
  BORN_LABEL,
  type CaptureMetadata,
  captureComment,
  captureOf,
  ProfileBuilder,
} from '@heaptide/profile';
import type { NamedCapture } from '@heaptide/targets';

const INTERVAL = 16_384;
const STARTED_AT = Date.UTC(2026, 0, 1);

/** One capture of a ring made by hand. */
export interface RingEntry {
  /** Since the start of the process. */
  readonly seconds: number;
  /** What the process has allocated by then, of which most may not stay. */
  readonly allocatedKib: number;
  /** Samples born since the capture before, by the bytes of an object. */
  readonly born: Readonly<Record<number, number>>;
}

/** The ring of a process in which all that `admit` allocates stays. */
export function ringOf(entries: readonly RingEntry[]): NamedCapture[] {
  const live: { born: number; objectBytes: number }[] = [];
  return entries.map(({ seconds, allocatedKib, born }, i) => {
    for (const [size, samples] of Object.entries(born)) {
      for (let n = 0; n < samples; n++)
        live.push({ born: (live.length + 1) * INTERVAL, objectBytes: Number(size) });
    }
    const builder = new ProfileBuilder({
      sampleTypes: [
        { type: 'inuse_objects', unit: 'count' },
        { type: 'inuse_space', unit: 'bytes' },
      ],
      periodType: { type: 'space', unit: 'bytes' },
      period: INTERVAL,
      timeNanos: 0n,
    });
    builder.comment(captureComment(metadataOf({ seconds, allocatedKib, bytes: live.length * INTERVAL })));
    const func = builder.func({ name: 'admit', filename: '/app/sessions.js', startLine: 37 });
    const stack = [builder.location({ lines: [{ function: func, line: 37, column: 9 }] })];
    for (const sample of live) {
      builder.sample({
        stack,
        values: [Math.round(INTERVAL / sample.objectBytes), INTERVAL],
        labels: [{ key: BORN_LABEL, number: sample.born, unit: 'bytes' }],
      });
    }
    return { name: `${i}.heap.pb.gz`, capture: captureOf(builder.build()) };
  });
}

function metadataOf({
  seconds,
  allocatedKib,
  bytes,
}: Omit<RingEntry, 'born'> & { readonly bytes: number }): CaptureMetadata {
  return {
    schema: 'heaptide.capture/1',
    time: new Date(STARTED_AT + seconds * 1000).toISOString(),
    pid: 12,
    startedAt: new Date(STARTED_AT).toISOString(),
    service: 'sessions',
    versions: { node: 'v20.20.2', heaptide: '0.1.0' },
    gc: 'none',
    births: true,
    interval: INTERVAL,
    depth: 64,
    clock: 1024 * allocatedKib,
    heapUsed: 5e6 + bytes,
    heapTotal: 1e7 + bytes,
    heapLimit: 1e9,
    rss: 4e7 + bytes,
    external: 0,
    arrayBuffers: 0,
    work: { requests: 0 },
    gaps: [],
    cgroup: { usage: 4e7 + bytes, limit: 2 ** 27 },
  };
}
