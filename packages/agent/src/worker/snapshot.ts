import { freemem } from 'node:os';
import { PassThrough, type Readable } from 'node:stream';
import type { CgroupMemory } from './cgroup.js';
import type { LinkState } from '../reading/link-state.js';
import type { MainLink } from './main-link.js';
import { longBytes } from '@heaptide/profile/write';

/** What taking a heap snapshot needs, in heaps: 11 to 12 were measured. */
const HEAPS_NEEDED = 12;
/** V8 builds the whole graph before the first byte, which takes a second for every 10 MB or so. */
const SNAPSHOT_TIMEOUT_MS = 900_000;

/** Why a snapshot of a heap of `heapUsed` bytes would not fit into what is left; `undefined` if it would. */
export function whyNoRoom(
  heapUsed: number,
  rss: number,
  cgroup: CgroupMemory | undefined,
): string | undefined {
  const left = Math.min(
    freemem(),
    cgroup === undefined ? Infinity : cgroup.limit - Math.max(cgroup.usage, rss),
  );
  const needed = HEAPS_NEEDED * heapUsed;
  if (needed <= left) return undefined;
  return (
    `a heap snapshot takes about ${HEAPS_NEEDED} times the heap: ${longBytes(needed)} for the ${longBytes(heapUsed)} in use, ` +
    `and ${longBytes(Math.max(0, left))} are left; force=1 takes it all the same`
  );
}

/** What a snapshot goes through. */
export interface SnapshotSource {
  readonly main: MainLink;
  readonly link: LinkState;
}

/** A heap snapshot of the main isolate as a stream that holds a few MB at most. It fails when the main thread does. */
export function snapshotStream({ main, link }: SnapshotSource): { stream: Readable; done: Promise<void> } {
  const stream = new PassThrough({ highWaterMark: 2 ** 20 });
  stream.once('close', () => link.endSnapshot());
  const done = main.snapshot(SNAPSHOT_TIMEOUT_MS, (text) => {
    if (stream.destroyed) return;
    // Called back when the chunk has left the buffer of this stream.
    stream.write(text, () => link.chunkTaken());
  });
  done.then(
    () => stream.end(),
    (error: unknown) => stream.destroy(error as Error),
  );
  return { stream, done };
}
