import { randomUUID } from 'node:crypto';
import { link, open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pprofError } from '../pprof-error.js';
import { fileErrorText } from '../sources/file-errors.js';

const MOST_FILES = 9999;

export interface NumberedFileOptions {
  readonly directory: string;
  readonly prefix: string;
  /** Begins with a dot. */
  readonly suffix: string;
  readonly content: string | Uint8Array;
}

/**
 * Writes `<prefix>NNN<suffix>` with the first number that is free, and gives its path. The file is there whole or not at
 * all, and nothing is overwritten.
 *
 * @throws {HeaptideError} `HT_E_PPROF`.
 */
export async function writeNumberedFile(options: NumberedFileOptions): Promise<string> {
  const { directory, prefix, suffix, content } = options;
  const nth = (index: number) => join(directory, `${prefix}${String(index).padStart(3, '0')}${suffix}`);
  const temporary = join(directory, `.${randomUUID()}.tmp`);
  try {
    await writeFile(temporary, content, { flag: 'wx', mode: 0o600 });
    for (let index = 1; index <= MOST_FILES; index++) {
      if (await publish(temporary, nth(index), content)) return nth(index);
    }
  } catch (error) {
    throw pprofError(fileErrorText('open', nth(1), error), { cause: error });
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
  throw pprofError(`could not create file of the form ${prefix}001${suffix}`);
}

/** False where the name is taken. */
async function publish(temporary: string, path: string, content: string | Uint8Array): Promise<boolean> {
  try {
    await link(temporary, path);
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
  }
  // A file system without hard links.
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(content);
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}

function isTaken(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EEXIST';
}
