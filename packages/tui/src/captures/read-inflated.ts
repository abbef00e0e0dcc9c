import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { readPlainFile } from './read-plain-file.js';

const inPool = promisify(gunzip);

export interface InflatedFile {
  readonly bytes: Uint8Array;
  /** Bytes of the file as it is. */
  readonly size: number;
}

/** What a gzipped file inflates to at most. */
const MOST_INFLATED = 512 * 2 ** 20;
/** Room made at once at most: the file only claims how much it takes. */
const MOST_ROOM = 64 * 2 ** 20;
/** With it, zlib notices the end of the data without another buffer. */
const SPARE = 64;

/**
 * Reads a file, and inflates what is gzipped in a thread of the pool, at one go, so that this thread can decode another file
 * meanwhile. What does not inflate is given as it is: decoding it tells what is wrong.
 * @throws {HeaptideError} as {@link readPlainFile} does.
 */
export async function readInflated(path: string, mostBytes: number): Promise<InflatedFile> {
  const bytes = await readPlainFile(path, mostBytes);
  const size = bytes.length;
  if (!isGzip(bytes)) return { bytes, size };
  try {
    const chunkSize = Math.min(claimedLength(bytes), MOST_ROOM) + SPARE;
    const inflated = await inPool(bytes, { chunkSize, maxOutputLength: MOST_INFLATED });
    return { bytes: isGzip(inflated) ? bytes : inflated, size };
  } catch {
    return { bytes, size };
  }
}

/** RFC 1952. */
function isGzip(bytes: Uint8Array): boolean {
  return bytes.length >= 18 && bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** ISIZE of RFC 1952: the last four bytes. */
function claimedLength({ buffer, byteOffset, byteLength }: Uint8Array): number {
  return new DataView(buffer, byteOffset, byteLength).getUint32(byteLength - 4, true);
}
