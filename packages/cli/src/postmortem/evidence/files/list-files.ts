import type { Dirent } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { HeaptideError } from '@heaptide/profile';

/** A regular file that is to be looked at. */
export interface ListedFile {
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds of the epoch at which it was written last. */
  readonly modifiedAt: number;
}

export interface ListedFiles {
  readonly files: readonly ListedFile[];
  /** What was passed over, and why: a line each. */
  readonly notes: readonly string[];
}

export interface ListOptions {
  /** Files at most of each directory; those last by name, which tells their time, are taken. */
  readonly most?: number;
}

const MOST_FILES = 2000;
/** Entries of directories that are looked at in all. */
const MOST_ENTRIES = 100_000;
/** A directory, those in it, and those in these. */
const DEPTH = 2;

/**
 * The files that `targets` name, and those in the directories among them, two levels down; each once. Links that lead out of
 * their directory are not followed.
 * @throws {HeaptideError} `HT_E_NO_SUCH_FILE`, `HT_E_UNREADABLE` for a target itself.
 */
export async function listFiles(
  targets: readonly string[],
  { most = MOST_FILES }: ListOptions = {},
): Promise<ListedFiles> {
  const files = new Map<string, ListedFile>();
  const notes: string[] = [];
  for (const target of targets) {
    try {
      const status = await stat(target);
      const found = status.isDirectory() ? await filesUnder(target, notes) : [target];
      if (found.length > most) {
        notes.push(
          `${target}: ${found.length - most} of ${found.length} files are not looked at, the first by name`,
        );
      }
      for (const path of found.slice(-most)) {
        const file = await listed(path);
        if (file !== undefined) files.set(await realpath(path), file);
        else notes.push(`${path} is passed over: it is no regular file`);
      }
    } catch (error) {
      throw targetError(target, error);
    }
  }
  return { files: [...files.values()], notes };
}

async function filesUnder(root: string, notes: string[]): Promise<string[]> {
  const within = (await realpath(root)) + sep;
  const found: string[] = [];
  let left = MOST_ENTRIES;
  const visit = async (directory: string, depth: number): Promise<void> => {
    for (const entry of await entriesOf(directory, depth, notes)) {
      if (left-- <= 0) return;
      const path = join(directory, entry.name);
      if (entry.isSymbolicLink()) {
        const real = await realpath(path).catch(() => '');
        if (!real.startsWith(within)) notes.push(`${path} is passed over: a link that leads elsewhere`);
        else if ((await lstat(real)).isFile()) found.push(path);
      } else if (entry.isDirectory()) {
        if (depth < DEPTH) await visit(path, depth + 1);
        else notes.push(`${path} is passed over: it lies too deep`);
      } else {
        found.push(path);
      }
    }
  };
  await visit(root, 0);
  return found;
}

async function entriesOf(directory: string, depth: number, notes: string[]): Promise<Dirent[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (depth === 0) throw error;
    notes.push(`${directory} cannot be read: ${(error as Error).message}`);
    return [];
  }
}

/** `undefined` for what may never end, as a pipe or a device. */
async function listed(path: string): Promise<ListedFile | undefined> {
  const status = await stat(path);
  return status.isFile() ? { path, bytes: status.size, modifiedAt: status.mtimeMs } : undefined;
}

function targetError(target: string, error: unknown): HeaptideError {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new HeaptideError('HT_E_NO_SUCH_FILE', `no such file or directory: ${target}`, { cause: error });
  return new HeaptideError('HT_E_UNREADABLE', `cannot read ${target}: ${message}`, { cause: error });
}
