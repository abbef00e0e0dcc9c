import { type HeapProfiler, Session } from 'node:inspector';
import type { LinkState } from '../reading/link-state.js';

type Chunk = HeapProfiler.AddHeapSnapshotChunkEventDataType;

/** Chunks, of 0.1 to 1 MB each, that may be on their way to the client while this thread goes on. */
const WINDOW = 8;
/** A client that takes nothing for so long gets no more: the isolate stands still meanwhile. */
const STALLED_MS = 10_000;

/**
 * Takes a heap snapshot of this isolate, chunk by chunk, and blocks while the client is slow, so that no more than the
 * window is ever held. Not by `v8.getHeapSnapshot`, which holds the whole text in memory.
 *
 * From Node 22 on V8 takes it when the event loop turns; before, at once.
 */
export class SnapshotSender {
  readonly #link: LinkState;
  #session: Session | undefined;

  constructor(link: LinkState) {
    this.#link = link;
  }

  /**
   * Has every chunk sent, and an empty one as soon as the event loop turns; then calls `done`, with an error if the
   * client went away or stalled.
   * @throws when one is being taken already.
   */
  begin(send: (chunk: string) => void, done: (error?: Error) => void): void {
    if (this.#session !== undefined) throw new Error('a heap snapshot is being taken already');
    const session = (this.#session = new Session());
    session.connect();
    let sent = 0;
    let wanted = true;
    session.on('HeapProfiler.addHeapSnapshotChunk', ({ params }: { params: Chunk }) => {
      if (!wanted) return;
      send(params.chunk);
      wanted = this.#link.waitForRoom(++sent, WINDOW, STALLED_MS);
    });
    const turning = setImmediate(() => send(''));
    session.post('HeapProfiler.takeHeapSnapshot', { reportProgress: false }, (error) => {
      clearImmediate(turning);
      this.cancel();
      if (error !== null) done(error);
      else done(wanted ? undefined : new Error('the client no longer takes the snapshot'));
    });
  }

  /** Gives up one that has not begun to be taken. */
  cancel(): void {
    const session = this.#session;
    this.#session = undefined;
    session?.disconnect();
  }
}
