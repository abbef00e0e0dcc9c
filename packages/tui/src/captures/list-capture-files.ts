import { opendir } from 'node:fs/promises';
import { HeaptideError } from '@heaptide/targets';

/** A file that may hold a capture. */
export interface CaptureFile {
  readonly name: string;
  /** Milliseconds since 1970 that its name begins with; absent where it does not. */
  readonly moment: number | undefined;
}

export interface CaptureFiles {
  /** By name, those whose name tells no moment first. */
  readonly files: readonly CaptureFile[];
  /** How many there are that are not looked at. */
  readonly passedOver: number;
}

const CAPTURE_FILE = /\.(pb|pb\.gz|pprof)$/;
const MOMENT = /^(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d)-(\d{3}Z)-/;

/**
 * The newest captures of a directory by their names, at most `most`; of larger directories no more than twice as many names are
 * held at a time.
 * @throws {HeaptideError} `HT_E_NO_SUCH_FILE`, `HT_E_UNREADABLE`, and what `signal` aborts with.
 */
export async function listCaptureFiles(
  directory: string,
  { most, signal }: { readonly most: number; readonly signal?: AbortSignal | undefined },
): Promise<CaptureFiles> {
  let files: CaptureFile[] = [];
  let found = 0;
  try {
    for await (const { name } of await opendir(directory, { bufferSize: 1024 })) {
      signal?.throwIfAborted();
      if (!CAPTURE_FILE.test(name)) continue;
      found++;
      files.push({ name, moment: momentOf(name) });
      if (files.length >= 2 * most) files = newest(files, most);
    }
  } catch (error) {
    if (signal?.aborted === true) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw code === 'ENOENT'
      ? new HeaptideError('HT_E_NO_SUCH_FILE', `no such file or directory: ${directory}`)
      : new HeaptideError('HT_E_UNREADABLE', `cannot read ${directory}: ${message}`, { cause: error });
  }
  files = newest(files, most);
  return { files, passedOver: found - files.length };
}

function newest(files: readonly CaptureFile[], most: number): CaptureFile[] {
  return files.toSorted(byName).slice(-most);
}

function byName(a: CaptureFile, b: CaptureFile): number {
  const byMoment = (a.moment ?? -Infinity) - (b.moment ?? -Infinity);
  if (byMoment < 0 || byMoment > 0) return byMoment;
  return a.name < b.name ? -1 : 1;
}

function momentOf(name: string): number | undefined {
  const [, hour, minute, second, millisecond] = MOMENT.exec(name) ?? [];
  if (hour === undefined) return undefined;
  const moment = Date.parse(`${hour}:${minute}:${second}.${millisecond}`);
  return Number.isNaN(moment) ? undefined : moment;
}
