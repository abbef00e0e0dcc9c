import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pprofError } from '../pprof-error.js';
import { fileErrorText } from '../sources/file-errors.js';

/**
 * Writes a report to the file that `-output` or `>` names. A regular file is replaced whole or not at all; a device or
 * a pipe is written to.
 *
 * @throws {HeaptideError} `HT_E_PPROF`.
 */
export async function writeOutputFile(
  name: string,
  content: string | Uint8Array,
  cwd: string,
): Promise<void> {
  try {
    // The file behind a link is what is to be replaced.
    const path = await realpath(resolve(cwd, name)).catch(() => resolve(cwd, name));
    const present = await stat(path).catch(() => undefined);
    if (present !== undefined && !present.isFile()) await writeInto(path, 'w', content);
    else await replace(path, content, present?.mode);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw pprofError(fileErrorText('open', name, error), { cause: error });
  }
}

async function replace(path: string, content: string | Uint8Array, mode: number | undefined): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await writeInto(temporary, 'wx', content, mode);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    // In a directory that takes no new files, an old one may still be written to.
    const isClosed = ['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '');
    if (!isClosed || mode === undefined) throw error;
    await writeInto(path, 'w', content);
  }
}

async function writeInto(
  path: string,
  flags: 'w' | 'wx',
  content: string | Uint8Array,
  mode?: number,
): Promise<void> {
  const file = await open(path, flags, mode);
  try {
    await file.writeFile(content);
  } finally {
    await file.close();
  }
}
