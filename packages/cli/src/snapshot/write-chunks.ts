import { once } from 'node:events';

/** A stream that says when it has had enough; `process.stdout` is one. */
export interface ChunkSink extends NodeJS.EventEmitter {
  write(chunk: Uint8Array): boolean;
}

/**
 * Writes one chunk after the other, and makes the next only when the stream takes it. Ends early when `signal` aborts or the
 * stream has closed.
 */
export async function writeChunks(
  chunks: Iterable<Uint8Array>,
  out: ChunkSink,
  signal: AbortSignal,
): Promise<void> {
  const closing = new AbortController();
  const stop = () => closing.abort();
  out.once('close', stop);
  signal.addEventListener('abort', stop, { once: true });
  try {
    for (const chunk of chunks) {
      if (closing.signal.aborted || signal.aborted) return;
      if (!out.write(chunk)) await once(out, 'drain', { signal: closing.signal });
    }
  } catch (error) {
    if (!closing.signal.aborted) throw error;
  } finally {
    out.off('close', stop);
    signal.removeEventListener('abort', stop);
  }
}
