import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { HeaptideError } from '@heaptide/profile';
import type { CdpConnection } from './cdp-connection.js';

const CHUNK = 'HeapProfiler.addHeapSnapshotChunk';
/** V8 builds the whole graph before the first chunk. */
const TIMEOUT_MS = 15 * 60_000;

/**
 * Has a process write a heap snapshot into a file that is there whole or not at all, and for its owner only.
 * @throws {HeaptideError} `HT_E_UNWRITABLE`, and what `CdpConnection.call` does.
 */
export async function saveHeapSnapshot(
  cdp: CdpConnection,
  path: string,
  signal?: AbortSignal,
): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  const file = createWriteStream(temporary, { flags: 'wx', mode: 0o600 });
  const failing = failureOf(file, path);
  cdp.on(CHUNK, ({ chunk }) => {
    if (typeof chunk !== 'string' || file.write(chunk)) return;
    cdp.pause();
    file.once('drain', () => cdp.resume());
  });
  try {
    const taking = cdp.call(
      'HeapProfiler.takeHeapSnapshot',
      { reportProgress: false },
      { timeoutMs: TIMEOUT_MS, signal },
    );
    await Promise.race([taking, failing]);
    file.end();
    await Promise.race([once(file, 'close'), failing]);
    await rename(temporary, path).catch((error: unknown) => Promise.reject(unwritable(path, error)));
  } catch (error) {
    file.destroy();
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  } finally {
    cdp.on(CHUNK, undefined);
    // A file that failed never drains.
    cdp.resume();
  }
}

/** Rejects when the file cannot be written; otherwise never settles. */
function failureOf(file: WriteStream, path: string): Promise<never> {
  const failing = new Promise<never>((_, reject) =>
    file.on('error', (error) => reject(unwritable(path, error))),
  );
  failing.catch(() => undefined);
  return failing;
}

function unwritable(path: string, error: unknown): HeaptideError {
  return new HeaptideError('HT_E_UNWRITABLE', `cannot write ${path}: ${(error as Error).message}`, {
    cause: error,
  });
}
