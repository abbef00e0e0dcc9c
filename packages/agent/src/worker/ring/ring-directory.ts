import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CaptureName,
  parseCaptureName,
  parseTemporaryName,
  type RingLife,
  temporaryName,
} from './capture-name.js';

/** No write takes as long: who began one before that is dead. */
const WRITE_BOUND_MS = 60_000;

/** A link put in a file's place is not followed, a pipe not waited for. Windows has neither flag. */
const OPEN_FLAGS =
  constants.O_RDONLY |
  ((constants.O_NOFOLLOW as number | undefined) ?? 0) |
  ((constants.O_NONBLOCK as number | undefined) ?? 0);

/** A capture's file. */
export interface RingFile extends CaptureName {
  readonly name: string;
  readonly bytes: number;
}

/**
 * The files of a ring. Only regular files whose names are a capture's are seen or touched. Every method rejects with the
 * system's error.
 */
export class RingDirectory {
  readonly path: string;
  /** Files never change once they have their name, so each is looked at once. */
  #files: ReadonlyMap<string, RingFile> = new Map();

  constructor(path: string) {
    this.path = path;
  }

  /** Files of the last look, by name. */
  get files(): ReadonlyMap<string, RingFile> {
    return this.#files;
  }

  /** Looks again at what there is; a directory that does not exist holds nothing. */
  async look(): Promise<ReadonlyMap<string, RingFile>> {
    const files = new Map<string, RingFile>();
    for (const name of (await this.#names()).sort()) {
      const known = this.#files.get(name) ?? (await this.#lookAt(name));
      if (known !== undefined) files.set(name, known);
    }
    this.#files = files;
    return files;
  }

  /** The bytes of a file of the last look, unless it has gone or there are more than `maxBytes`. */
  async read(name: string, maxBytes: number): Promise<Uint8Array | undefined> {
    if (!this.#files.has(name)) return undefined;
    const file = await open(join(this.path, name), OPEN_FLAGS).catch(absent);
    if (file === undefined) return undefined;
    try {
      const status = await file.stat();
      return status.isFile() && status.size <= maxBytes ? await file.readFile() : undefined;
    } finally {
      await file.close();
    }
  }

  /**
   * Writes a file that is there whole or not at all, for its owner alone. Makes the directory where it is missing. Waits for
   * no disk: what has been written outlives the process, and a process that dies has no time.
   */
  async write(name: string, bytes: Uint8Array): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: 0o700 });
    const temporary = join(this.path, temporaryName(name));
    try {
      const file = await open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
      } finally {
        await file.close();
      }
      await rename(temporary, join(this.path, name));
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  /** Removes files; ones that have gone already count as removed. */
  async remove(names: Iterable<string>): Promise<void> {
    for (const name of names) await rm(join(this.path, name), { force: true });
  }

  /** Removes what dead writers left half-written: earlier lives under the pid of `life`, and any long ago. */
  async clearLeftovers(life: RingLife): Promise<void> {
    for (const name of await this.#names()) {
      const writer = parseTemporaryName(name)?.life;
      if (writer === undefined) continue;
      const status = await lstat(join(this.path, name)).catch(absent);
      if (status?.isFile() !== true) continue;
      const earlier = writer.pid === life.pid && writer.startedAt < life.startedAt;
      if (earlier || Date.now() - status.mtimeMs > WRITE_BOUND_MS) await this.remove([name]);
    }
  }

  async #names(): Promise<string[]> {
    return (await readdir(this.path).catch(absent)) ?? [];
  }

  async #lookAt(name: string): Promise<RingFile | undefined> {
    const parsed = parseCaptureName(name);
    if (parsed === undefined) return undefined;
    const status = await lstat(join(this.path, name)).catch(absent);
    return status?.isFile() === true ? { ...parsed, name, bytes: status.size } : undefined;
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ELOOP') throw error;
}
