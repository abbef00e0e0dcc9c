import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HeaptideError } from '@heaptide/profile';
import type { ReceivedCapture } from './heap-endpoint.js';

/**
 * Saves a capture into `directory`, which is made where it is missing, and gives its path. The name begins with the
 * moment of the capture, so that names sort as the series does. A file is there whole or not at all.
 * @throws {HeaptideError} `HT_E_UNWRITABLE`.
 */
export async function saveCapture({ capture, bytes }: ReceivedCapture, directory: string): Promise<string> {
  const time = new Date(capture.metadata?.time ?? Date.now()).toISOString();
  const service = (capture.metadata?.service ?? 'profile').replace(/[^\w.-]+/g, '_').slice(0, 64);
  const path = join(directory, `${time.replace(/[:.]/g, '-')}-${service}.pb.gz`);
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await mkdir(directory, { recursive: true });
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
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
  return path;
}
