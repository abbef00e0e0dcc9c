import { randomBytes } from 'node:crypto';
import { closeSync, ftruncateSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HeaptideError } from '@heaptide/targets';
import type { CaptureNumber } from '../engine/capture-entry.js';
import type { CaptureStore, StoredCapture } from './capture-store.js';

interface Extent {
  readonly offset: number;
  readonly size: number;
}

export interface AnonymousFileOptions {
  /** Where the file is made. */
  readonly directory?: string;
  /** Bytes that it holds at most. */
  readonly room?: number;
}

const ROOM = 64 * 2 ** 20;
/** A file that is not larger is never compacted. */
const LEAST_LENGTH = 2 ** 20;
const COPY_BYTES = 2 ** 20;

/**
 * Captures in one temporary file that has no name: it was taken away as soon as the file was open, so that nothing is left
 * behind however the process ends. The file is at most twice as long as what it holds, or 1 MiB.
 *
 * Reads and writes at once, so that no call sees another half done; for threads that nobody types into.
 */
export class AnonymousFile implements CaptureStore {
  readonly room: number;
  readonly #directory: string;
  /** In order of their offsets. */
  #extents = new Map<CaptureNumber, Extent>();
  #live = 0;
  #descriptor: number | undefined;
  #closed = false;

  constructor({ directory = tmpdir(), room = ROOM }: AnonymousFileOptions = {}) {
    this.#directory = directory;
    this.room = room;
  }

  /** Length of the file, bytes. */
  get length(): number {
    let end = 0;
    for (const { offset, size } of this.#extents.values()) end = offset + size;
    return end;
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- others of its kind take their time
  async keep(number: CaptureNumber, { bytes }: StoredCapture): Promise<void> {
    if (this.#closed) throw new HeaptideError('HT_E_UNWRITABLE', 'captures are no longer kept');
    const offset = this.#gapOf(bytes.length);
    try {
      this.#descriptor ??= openUnnamed(this.#directory);
      writeFully(this.#descriptor, bytes, offset);
    } catch (error) {
      this.#truncate();
      const why = `cannot keep captures in ${this.#directory}: ${(error as Error).message}`;
      throw new HeaptideError('HT_E_UNWRITABLE', why, { cause: error });
    }
    this.#place([...this.#extents, [number, { offset, size: bytes.length }]]);
    this.#live += bytes.length;
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- as above
  async read(number: CaptureNumber): Promise<Uint8Array> {
    const extent = this.#extents.get(number);
    if (extent === undefined || this.#descriptor === undefined) {
      throw new HeaptideError('HT_E_UNREADABLE', `capture ${number} is no longer kept`);
    }
    try {
      return readFully(this.#descriptor, extent);
    } catch (error) {
      const why = `cannot read capture ${number} back: ${(error as Error).message}`;
      throw new HeaptideError('HT_E_UNREADABLE', why, { cause: error });
    }
  }

  forget(number: CaptureNumber): void {
    const extent = this.#extents.get(number);
    if (extent === undefined) return;
    this.#extents.delete(number);
    this.#live -= extent.size;
    if (this.length > Math.max(2 * this.#live, LEAST_LENGTH)) this.#compact();
    this.#truncate();
  }

  /** A file that nobody can open again need not tell what is known of its captures. */
  mark(): void {
    return;
  }

  close(): Promise<void> {
    this.#closed = true;
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
    this.#extents.clear();
    this.#live = 0;
    return Promise.resolve();
  }

  /** Offset of the first gap of `size` bytes; the end where there is none. */
  #gapOf(size: number): number {
    let end = 0;
    for (const extent of this.#extents.values()) {
      if (extent.offset - end >= size) return end;
      end = extent.offset + extent.size;
    }
    return end;
  }

  #place(extents: readonly (readonly [CaptureNumber, Extent])[]): void {
    // One without a byte stands before the one that begins where it does: the last one tells where the file ends.
    const sorted = extents.toSorted(([, a], [, b]) => a.offset - b.offset || a.size - b.size);
    this.#extents = new Map(sorted);
  }

  /** Moves every capture to the end of the one before it. One that cannot be moved as a whole is lost. */
  #compact(): void {
    const descriptor = this.#descriptor!;
    let end = 0;
    for (const [number, { offset, size }] of [...this.#extents]) {
      try {
        if (offset > end) copyDown(descriptor, { from: offset, to: end, size });
      } catch {
        this.#extents.delete(number);
        this.#live -= size;
        continue;
      }
      this.#extents.set(number, { offset: end, size });
      end += size;
    }
  }

  /** Gives back what is behind the last capture; where that fails, the room is used again later. */
  #truncate(): void {
    try {
      if (this.#descriptor !== undefined) ftruncateSync(this.#descriptor, this.length);
    } catch {
      return;
    }
  }
}

/** Nothing may come between the two calls: what is killed there leaves an empty file. */
function openUnnamed(directory: string): number {
  const path = join(directory, `heaptide-${randomBytes(12).toString('hex')}`);
  const descriptor = openSync(path, 'wx+', 0o600);
  try {
    unlinkSync(path);
    return descriptor;
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

function writeFully(descriptor: number, bytes: Uint8Array, offset: number): void {
  for (let done = 0; done < bytes.length;) {
    done += writeSync(descriptor, bytes, done, bytes.length - done, offset + done);
  }
}

function readFully(descriptor: number, { offset, size }: Extent): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let done = 0; done < size;) {
    const read = readSync(descriptor, bytes, done, size - done, offset + done);
    if (read === 0) throw new Error('the file is shorter than it was');
    done += read;
  }
  return bytes;
}

/** Copies towards the beginning, in which a stretch may run into the one that it comes from. */
function copyDown(
  descriptor: number,
  { from, to, size }: { readonly from: number; readonly to: number; readonly size: number },
): void {
  for (let done = 0; done < size; done += COPY_BYTES) {
    const piece = readFully(descriptor, { offset: from + done, size: Math.min(COPY_BYTES, size - done) });
    writeFully(descriptor, piece, to + done);
  }
}
