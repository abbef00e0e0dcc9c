import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HeaptideError, writeWholeFile } from '@heaptide/targets';

export interface WrittenExport {
  readonly path: string;
  readonly bytes: number;
}

const MOST_OF_ONE_NAME = 100;
const ENDING = /(?:(?:\.pb)?\.\w+)?$/;
/** Names and paths of a program are in it: nobody else's business. */
const MODE = 0o600;

/**
 * Writes `content` to `name` in `folder`, which is made where it is missing; where there is a file of that name, a number
 * is added. The file is there whole or not at all, and no other file is ever touched.
 * @throws {HeaptideError} `HT_E_UNWRITABLE`.
 */
export async function writeExport(
  folder: string,
  name: string,
  content: string | Uint8Array,
): Promise<WrittenExport> {
  const path = await reserve(folder, name);
  try {
    await writeWholeFile(path, content, MODE);
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined);
    throw error;
  }
  return { path, bytes: typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength };
}

/** An empty file of ours under a name that was free; what was asked for then takes its place. */
async function reserve(folder: string, name: string): Promise<string> {
  const [ending] = ENDING.exec(name)!;
  const stem = name.slice(0, name.length - ending.length);
  try {
    await mkdir(folder, { recursive: true });
    for (let number = 1; number <= MOST_OF_ONE_NAME; number++) {
      const path = join(folder, number === 1 ? name : `${stem}-${number}${ending}`);
      if (await isNowOurs(path)) return path;
    }
    throw new Error(`there are ${MOST_OF_ONE_NAME} of that name`);
  } catch (error) {
    const { message } = error as Error;
    throw new HeaptideError('HT_E_UNWRITABLE', `cannot write ${join(folder, name)}: ${message}`, {
      cause: error,
    });
  }
}

async function isNowOurs(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', MODE);
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
