import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { HeaptideError } from '@heaptide/profile';
import { Packer } from './packer.js';
import { writeAll } from './write-all.js';
import { WriteBehind } from './write-behind.js';

export interface WriterOptions {
  /** Bytes are copied and written while more of them are made. For whoever has them in pieces of a megabyte or less. */
  readonly writesBehind?: boolean;
}

/** Writes a file, piece by piece, that appears when it is whole. For its owner only; packed by gzip if its name ends in `.gz`. */
export class WholeFileWriter {
  readonly #path: string;
  readonly #temporary: string;
  readonly #file: FileHandle;
  readonly #packer: Packer | undefined;
  readonly #behind: WriteBehind | undefined;
  #isOpen = true;

  private constructor(path: string, temporary: string, file: FileHandle, writesBehind: boolean) {
    this.#path = path;
    this.#temporary = temporary;
    this.#file = file;
    if (path.endsWith('.gz')) this.#packer = new Packer(file);
    else if (writesBehind) this.#behind = new WriteBehind(file);
  }

  /** @throws {HeaptideError} `HT_E_UNWRITABLE`. */
  static async create(path: string, { writesBehind = false }: WriterOptions = {}): Promise<WholeFileWriter> {
    const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      return new WholeFileWriter(path, temporary, await open(temporary, 'wx', 0o600), writesBehind);
    } catch (error) {
      throw unwritable(path, error);
    }
  }

  /** Once it is fulfilled, the bytes may be overwritten. */
  async write(bytes: Uint8Array): Promise<void> {
    try {
      const stream = this.#packer ?? this.#behind;
      if (stream === undefined) await writeAll(this.#file, bytes);
      else await stream.write(bytes);
    } catch (error) {
      throw unwritable(this.#path, error);
    }
  }

  /** Whatever is not durable may be damaged once the machine has crashed, but need not wait for the disk. */
  async commit({ isDurable = true }: { readonly isDurable?: boolean } = {}): Promise<void> {
    try {
      await this.#packer?.end();
      await this.#behind?.end();
      if (isDurable) await this.#file.sync();
      await this.#close();
      await rename(this.#temporary, this.#path);
    } catch (error) {
      throw unwritable(this.#path, error);
    }
  }

  /** Leaves nothing behind, unless it was committed. */
  async discard(): Promise<void> {
    if (this.#isOpen) {
      await this.#behind?.stop();
      await this.#close();
    }
    await rm(this.#temporary, { force: true });
  }

  async #close(): Promise<void> {
    this.#isOpen = false;
    await this.#file.close();
  }
}

function unwritable(path: string, error: unknown): HeaptideError {
  return new HeaptideError('HT_E_UNWRITABLE', `cannot write ${path}: ${(error as Error).message}`, {
    cause: error,
  });
}
