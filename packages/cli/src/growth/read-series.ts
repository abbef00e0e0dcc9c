import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { HeaptideError, type NamedCapture, parseTarget, readCaptures } from '@heaptide/targets';
import { leftOut } from './left-out.js';

/** Captures as they were found, in the order in which they were named. */
export interface ReadSeries {
  readonly captures: readonly NamedCapture[];
  /** Each was named, so that their order means something. */
  readonly inOrder: boolean;
  /** What was left out, and why. */
  readonly notes: readonly string[];
}

const CAPTURE_FILE = /\.(pb|pb\.gz|pprof|heapprofile)$/;
/** Files that a series can do without; one that is not there at all is a mistake. */
const PASSED_OVER: ReadonlySet<string> = new Set([
  'HT_E_NOT_A_PROFILE',
  'HT_E_TOO_LARGE',
  'HT_E_BAD_METADATA',
  'HT_E_UNREADABLE',
]);

/**
 * Reads the captures in files, directories and standard input. What cannot be read is left out as long as something is left.
 * @throws {HeaptideError} `HT_E_NO_SUCH_FILE`; `HT_E_NO_CAPTURES` for directories without any; why the first could not be
 * read where none could.
 */
export async function readSeries(targets: readonly string[]): Promise<ReadSeries> {
  const captures: NamedCapture[] = [];
  const unread: { readonly name: string; readonly error: HeaptideError }[] = [];
  let inOrder = true;
  for (const target of targets) {
    const files = await filesIn(target);
    if (files !== undefined) inOrder = false;
    for (const name of files ?? [target]) {
      try {
        captures.push(...(await readCaptures([name])));
      } catch (error) {
        if (!(error instanceof HeaptideError) || !PASSED_OVER.has(error.code)) throw error;
        unread.push({ name, error });
      }
    }
  }
  const [first] = unread;
  if (captures.length > 0 || first === undefined) return { captures, inOrder, notes: notesOf(unread) };
  if (unread.length === 1) throw first.error;
  throw new HeaptideError(
    first.error.code,
    `none of ${unread.length} files can be read; ${first.error.message}`,
  );
}

/** The captures of a directory, by name; `undefined` for anything else. */
async function filesIn(target: string): Promise<readonly string[] | undefined> {
  const parsed = parseTarget(target);
  if (parsed.kind !== 'path') return undefined;
  const status = await stat(parsed.path).catch(() => undefined);
  if (status?.isDirectory() !== true) return undefined;
  const names = await readdir(parsed.path).catch((error: unknown) => {
    throw new HeaptideError('HT_E_UNREADABLE', `cannot read ${target}: ${(error as Error).message}`);
  });
  const files = names.filter((name) => CAPTURE_FILE.test(name)).sort();
  if (files.length === 0) {
    throw new HeaptideError('HT_E_NO_CAPTURES', `${target} holds no captures (*.pb.gz)`);
  }
  return files.map((name) => join(parsed.path, name));
}

function notesOf(unread: readonly { readonly name: string; readonly error: HeaptideError }[]): string[] {
  if (unread.length === 0) return [];
  // The message begins with the name.
  const { name, error } = unread[0]!;
  const why = error.message.replace(`${name}: `, '');
  return [
    leftOut(
      unread.map((one) => one.name),
      `${why} (${error.code})`,
    ),
  ];
}
