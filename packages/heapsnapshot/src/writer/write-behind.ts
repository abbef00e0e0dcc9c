import type { FileHandle } from 'node:fs/promises';
import { writeAll } from './write-all.js';

const BUFFER = 1 << 20;
const MOST_BUFFERS = 4;
/** The disk gets to work after so many bytes, so that little is left to wait for at the end. */
const SYNC_EVERY = 32 * BUFFER;

/**
 * Writes to a file while whoever hands bytes over goes on: they are copied into one of a few buffers, and waited for is only
 * where all of these are still to be written.
 */
export class WriteBehind {
  readonly #file: FileHandle;
  #filling: Uint8Array | undefined = new Uint8Array(BUFFER);
  #filled = 0;
  #buffers = 1;
  /** Of the buffers that are being written or wait for it, in order; each gives its buffer back. */
  readonly #underway: Promise<Uint8Array>[] = [];
  #last: Promise<unknown> = Promise.resolve();
  #unsynced = 0;
  #sync: Promise<void> | undefined;
  #isStopped = false;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Once it is fulfilled, the bytes may be overwritten. Rejected where bytes handed over before could not be written. */
  async write(bytes: Uint8Array): Promise<void> {
    for (let taken = 0; taken < bytes.length;) {
      this.#filling ??= await this.#freeBuffer();
      const size = Math.min(bytes.length - taken, BUFFER - this.#filled);
      this.#filling.set(bytes.subarray(taken, taken + size), this.#filled);
      taken += size;
      this.#filled += size;
      if (this.#filled === BUFFER) this.#launch(this.#filling);
    }
  }

  /** Writes what is left. Once it is fulfilled, all bytes are with the system. */
  async end(): Promise<void> {
    if (this.#filling !== undefined) this.#launch(this.#filling);
    await Promise.all(this.#underway);
    await this.#sync;
  }

  /** Begins no more writes. Once it is fulfilled, none is underway. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.allSettled([...this.#underway, this.#sync]);
  }

  async #freeBuffer(): Promise<Uint8Array> {
    if (this.#buffers === MOST_BUFFERS) return (await this.#underway.shift())!;
    this.#buffers++;
    return new Uint8Array(BUFFER);
  }

  #launch(buffer: Uint8Array): void {
    const size = this.#filled;
    this.#filling = undefined;
    this.#filled = 0;
    const written = this.#last.then(async () => {
      if (!this.#isStopped) await writeAll(this.#file, buffer.subarray(0, size));
      this.#syncSometimes(size);
      return buffer;
    });
    // Whoever waits for it sees it fail.
    written.catch(() => undefined);
    this.#last = written;
    this.#underway.push(written);
  }

  /** What the disk fails to take is told once and then forgotten by the system: so there is no next time after a failure. */
  #syncSometimes(size: number): void {
    this.#unsynced += size;
    if (this.#unsynced < SYNC_EVERY || this.#sync !== undefined || this.#isStopped) return;
    this.#unsynced = 0;
    this.#sync = this.#file.datasync().then(() => {
      this.#sync = undefined;
    });
    this.#sync.catch(() => undefined);
  }
}
