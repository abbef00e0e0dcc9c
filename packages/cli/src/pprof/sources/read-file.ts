import { type FileHandle, open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pprofError } from '../pprof-error.js';
import { fileErrorText } from './file-errors.js';

/** Bound on a profile as it is stored or sent. */
export const MAX_SOURCE_BYTES = 512 * 2 ** 20;

/** Bytes are asked for in pieces, since the size that a pipe reports says nothing. */
const PIECE = 1 << 20;

/**
 * Contents of a file, also of a pipe; `'missing'` where there is none, with what the system said.
 *
 * @throws {HeaptideError} `HT_E_PPROF` where there is one that cannot be read.
 */
export async function readSourceFile(
  source: string,
  cwd: string,
): Promise<Uint8Array | { readonly missing: string }> {
  const path = resolve(cwd, source);
  let size: number;
  try {
    // Resolved, the empty name would be the directory itself.
    const found = await stat(source === '' ? '' : path);
    if (found.isDirectory()) throw pprofError(`read ${source}: is a directory`);
    size = found.isFile() ? found.size : 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined || !('errno' in (error as object))) throw error;
    return { missing: fileErrorText('stat', source, error) };
  }
  if (size > MAX_SOURCE_BYTES) throw tooLarge();
  let file: FileHandle;
  try {
    file = await open(path);
  } catch (error) {
    throw pprofError(fileErrorText('open', source, error), { cause: error });
  }
  try {
    return await readAll(file, size);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw pprofError(fileErrorText('read', source, error), { cause: error });
  } finally {
    await file.close();
  }
}

async function readAll(file: FileHandle, expected: number): Promise<Uint8Array> {
  // One byte more than expected, so that the end shows in the first read.
  let held = new Uint8Array(Math.max(expected + 1, 1 << 12));
  let length = 0;
  for (;;) {
    if (length === held.length) {
      const grown = new Uint8Array(Math.min(held.length * 2, MAX_SOURCE_BYTES + 1));
      grown.set(held);
      held = grown;
    }
    const room = Math.min(held.length - length, Math.max(PIECE, expected + 1));
    const { bytesRead } = await file.read(held, length, room, null);
    if (bytesRead === 0) return held.subarray(0, length);
    length += bytesRead;
    if (length > MAX_SOURCE_BYTES) throw tooLarge();
  }
}

function tooLarge(): Error {
  return pprofError(`more than ${MAX_SOURCE_BYTES >> 20} MiB, which no profile is`);
}
