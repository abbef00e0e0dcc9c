import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { HeaptideError } from '@heaptide/profile';

/**
 * Writes a file that is there whole or not at all; its directory is made. `mode` is that of the file.
 * @throws {HeaptideError} `HT_E_UNWRITABLE`.
 */
export async function writeWholeFile(
  path: string,
  content: string | Uint8Array,
  mode?: number,
): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(temporary, 'wx', mode);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw new HeaptideError('HT_E_UNWRITABLE', `cannot write ${path}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
