import { once } from 'node:events';
import type { FileHandle } from 'node:fs/promises';
import { createGzip, type Gzip } from 'node:zlib';
import { writeAll } from './write-all.js';

/** Packs bytes by gzip, in another thread, and writes them to a file. */
export class Packer {
  readonly #gzip: Gzip = createGzip();
  readonly #done: Promise<void>;

  constructor(file: FileHandle) {
    this.#done = this.#drain(file);
    this.#done.catch(() => undefined);
  }

  /** Once it is fulfilled, the bytes may be overwritten. */
  async write(bytes: Uint8Array): Promise<void> {
    // Packed later, in another thread.
    if (!this.#gzip.write(bytes.slice())) await Promise.race([once(this.#gzip, 'drain'), this.#done]);
  }

  async end(): Promise<void> {
    this.#gzip.end();
    await this.#done;
  }

  async #drain(file: FileHandle): Promise<void> {
    for await (const packed of this.#gzip) await writeAll(file, packed as Uint8Array);
  }
}
