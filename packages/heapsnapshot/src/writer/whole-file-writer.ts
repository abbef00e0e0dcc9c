import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { createGzip, type Gzip } from 'node:zlib';
import { once } from 'node:events';
import { HeaptideError } from '@heaptide/profile';

/** Writes a file, piece by piece, that appears when it is whole. For its owner only; packed by gzip if its name ends in `.gz`. */
export class WholeFileWriter {
  readonly #path: string;
  readonly #temporary: string;
  readonly #file: FileHandle;
  readonly #packer: Packer | undefined;
  #isOpen = true;

  private constructor(path: string, temporary: string, file: FileHandle) {
    this.#path = path;
    this.#temporary = temporary;
    this.#file = file;
    this.#packer = path.endsWith('.gz') ? new Packer(file) : undefined;
  }

  /** @throws {HeaptideError} `HT_E_UNWRITABLE`. */
  static async create(path: string): Promise<WholeFileWriter> {
    const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      return new WholeFileWriter(path, temporary, await open(temporary, 'wx', 0o600));
    } catch (error) {
      throw unwritable(path, error);
    }
  }

  /** Once it is fulfilled, the bytes may be overwritten. */
  async write(bytes: Uint8Array): Promise<void> {
    try {
      if (this.#packer === undefined) await writeAll(this.#file, bytes);
      else await this.#packer.write(bytes);
    } catch (error) {
      throw unwritable(this.#path, error);
    }
  }

  /** Whatever is not durable may be damaged once the machine has crashed, but need not wait for the disk. */
  async commit({ isDurable = true }: { readonly isDurable?: boolean } = {}): Promise<void> {
    try {
      await this.#packer?.end();
      if (isDurable) await this.#file.sync();
      await this.#close();
      await rename(this.#temporary, this.#path);
    } catch (error) {
      throw unwritable(this.#path, error);
    }
  }

  /** Leaves nothing behind, unless it was committed. */
  async discard(): Promise<void> {
    if (this.#isOpen) await this.#close();
    await rm(this.#temporary, { force: true });
  }

  async #close(): Promise<void> {
    this.#isOpen = false;
    await this.#file.close();
  }
}

class Packer {
  readonly #gzip: Gzip = createGzip();
  readonly #done: Promise<void>;

  constructor(file: FileHandle) {
    this.#done = this.#drain(file);
    this.#done.catch(() => undefined);
  }

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

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written);
    written += bytesWritten;
  }
}

function unwritable(path: string, error: unknown): HeaptideError {
  return new HeaptideError('HT_E_UNWRITABLE', `cannot write ${path}: ${(error as Error).message}`, {
    cause: error,
  });
}
