import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { HeaptideError } from '@heaptide/targets';

/**
 * Reads a file that may be anything: what is no plain file, such as a pipe that nobody writes into, is not waited for.
 * @throws {HeaptideError} `HT_E_NO_SUCH_FILE`, `HT_E_UNREADABLE`, `HT_E_TOO_LARGE`.
 */
export async function readPlainFile(path: string, mostBytes: number): Promise<Uint8Array> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const status = await file.stat();
      if (!status.isFile()) throw new HeaptideError('HT_E_UNREADABLE', `${path} is no file`);
      if (status.size > mostBytes) {
        throw new HeaptideError('HT_E_TOO_LARGE', `${path} is larger than ${mostBytes} bytes`);
      }
      const { buffer, byteOffset, byteLength } = await file.readFile();
      return new Uint8Array(buffer, byteOffset, byteLength);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof HeaptideError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new HeaptideError('HT_E_NO_SUCH_FILE', `no such file or directory: ${path}`);
    throw new HeaptideError('HT_E_UNREADABLE', `cannot read ${path}: ${message}`, { cause: error });
  }
}
