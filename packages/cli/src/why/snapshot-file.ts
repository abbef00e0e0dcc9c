import { randomBytes } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HeaptideError } from '@heaptide/profile';

/**
 * A heap snapshot on its way into a file, for its owner only: kept where it is wanted, once it is whole, else removed.
 * A piece is written before the next is read, so that what the disk does not take stays with the process.
 */
export class SnapshotFile {
  readonly #wanted: string | undefined;
  readonly #folder: string | undefined;
  readonly #temporary: string;
  #descriptor: number | undefined;
  #isKept = false;

  private constructor(wanted: string | undefined, folder: string | undefined, temporary: string) {
    this.#wanted = wanted;
    this.#folder = folder;
    this.#temporary = temporary;
    this.#descriptor = openSync(temporary, 'wx', 0o600);
  }

  /** @throws {HeaptideError} `HT_E_UNWRITABLE`. */
  static async create(wanted?: string): Promise<SnapshotFile> {
    try {
      if (wanted !== undefined)
        return new SnapshotFile(wanted, undefined, `${wanted}.${randomBytes(6).toString('hex')}.tmp`);
      const folder = await mkdtemp(join(tmpdir(), 'heaptide-why-'));
      return new SnapshotFile(wanted, folder, join(folder, 'why.heapsnapshot'));
    } catch (error) {
      throw unwritable(wanted ?? tmpdir(), error);
    }
  }

  /** Where it is now. */
  get path(): string {
    return this.#isKept ? this.#wanted! : this.#temporary;
  }

  /** Where it stays; `undefined` where it does not. */
  get kept(): string | undefined {
    return this.#isKept ? this.#wanted : undefined;
  }

  /** @throws {HeaptideError} `HT_E_UNWRITABLE`. */
  write(chunk: string): void {
    try {
      const bytes = Buffer.from(chunk);
      for (let written = 0; written < bytes.length;) written += writeSync(this.#descriptor!, bytes, written);
    } catch (error) {
      throw unwritable(this.path, error);
    }
  }

  /** @throws {HeaptideError} `HT_E_UNWRITABLE`. */
  async end(): Promise<void> {
    this.#close();
    if (this.#wanted === undefined) return;
    try {
      await rename(this.#temporary, this.#wanted);
      this.#isKept = true;
    } catch (error) {
      throw unwritable(this.#wanted, error);
    }
  }

  /** Leaves nothing behind, but for what is kept. Never rejects. */
  async release(): Promise<void> {
    this.#close();
    if (this.#isKept) return;
    const gone = this.#folder ?? this.#temporary;
    await rm(gone, { recursive: true, force: true }).catch(() => undefined);
  }

  #close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }
}

function unwritable(path: string, error: unknown): HeaptideError {
  return new HeaptideError('HT_E_UNWRITABLE', `cannot write ${path}: ${(error as Error).message}`, {
    cause: error,
  });
}
