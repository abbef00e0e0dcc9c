import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/** Larger than any program or source map that was met, and what V8 can hold as one string. */
const MAX_BYTES = 128 * 2 ** 20;

/** For whoever writes to a pipe. Windows has no such flag. */
const DO_NOT_WAIT = process.platform === 'win32' ? 0 : constants.O_NONBLOCK;

/** A path that Windows would look up on another machine. */
const REMOTE = /^[\\/]{2}/;

/**
 * The contents of a regular file of at most 128 MiB without its byte order mark, `undefined` where there is none to be
 * read. The path comes from a profile or from a program, so it may be anything: a pipe is not waited for.
 */
export function readBoundedText(path: string): string | undefined {
  if (process.platform === 'win32' && REMOTE.test(path)) return undefined;
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | DO_NOT_WAIT);
    const status = fstatSync(file);
    if (!status.isFile() || status.size > MAX_BYTES) return undefined;
    // Files of the kernel look empty, and some of them never end.
    return status.size === 0 ? '' : readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
