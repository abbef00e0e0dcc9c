import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { HeaptideError } from '@heaptide/profile';

const MAX_BYTES = 1024 ** 2;

/**
 * What a JSON file of at most 1 MiB holds.
 * @throws {HeaptideError} `HT_E_NO_SUCH_FILE`, `HT_E_UNREADABLE`, `HT_E_TOO_LARGE`, `HT_E_BAD_CONFIG`.
 */
export async function readJsonFile(path: string): Promise<unknown> {
  const text = await readBounded(path);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    // The parser's own message would repeat what stands there, and that may be secret.
    const position = /\bposition (\d+)/.exec((error as Error).message)?.[1];
    const line = position === undefined ? '' : `, line ${text.slice(0, Number(position)).split('\n').length}`;
    throw new HeaptideError('HT_E_BAD_CONFIG', `${path}${line}: no JSON`);
  }
}

async function readBounded(path: string): Promise<string> {
  try {
    // A pipe without a writer is not waited for.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(MAX_BYTES + 1), 0, MAX_BYTES + 1, 0);
      if (bytesRead <= MAX_BYTES) return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new HeaptideError('HT_E_NO_SUCH_FILE', `no such file: ${path}`);
    throw new HeaptideError('HT_E_UNREADABLE', `cannot read ${path}: ${message}`);
  }
  throw new HeaptideError('HT_E_TOO_LARGE', `${path}: more than 1 MiB`);
}
