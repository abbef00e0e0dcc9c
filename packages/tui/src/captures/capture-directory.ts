import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { HeaptideError, saveCapture } from '@heaptide/targets';
import type { CaptureNumber } from '../engine/capture-entry.js';
import type { CaptureMark, CaptureStore, StoredCapture } from './capture-store.js';
import { MarksFile, type MarksFileOptions } from './marks-file.js';
import { readPlainFile } from './read-plain-file.js';

/** As large as an endpoint may send them. */
export const MOST_CAPTURE_BYTES = 256 * 2 ** 20;

/** ECMA-262, Time Values and Time Range. */
const LAST_MOMENT = 8.64e15;

interface SavedFile {
  readonly name: string;
  /** Milliseconds since 1970 by which it was named; absent where somebody else named it. */
  readonly moment?: number;
}

/**
 * Captures as files of a directory, and what the user said of them in {@link MarksFile}. A capture that is forgotten is no longer
 * listed here, but its file stays: the user asked for it.
 */
export class CaptureDirectory implements CaptureStore {
  readonly room = Infinity;
  readonly marks: MarksFile;
  readonly #directory: string;
  readonly #files = new Map<CaptureNumber, SavedFile>();

  private constructor(directory: string, marks: MarksFile) {
    this.#directory = directory;
    this.marks = marks;
  }

  /** Opens a directory whose captures are to be read. */
  static async open(options: MarksFileOptions): Promise<CaptureDirectory> {
    const directory = resolve(options.directory);
    return new CaptureDirectory(directory, await MarksFile.open({ ...options, directory }));
  }

  /**
   * Opens a directory to save captures into; it is made where it is missing.
   * @throws {HeaptideError} `HT_E_UNWRITABLE`.
   */
  static async create(options: MarksFileOptions): Promise<CaptureDirectory> {
    try {
      await mkdir(options.directory, { recursive: true });
      await access(options.directory, constants.W_OK | constants.X_OK);
    } catch (error) {
      const why = `cannot save captures in ${options.directory}: ${(error as Error).message}`;
      throw new HeaptideError('HT_E_UNWRITABLE', why, { cause: error });
    }
    const opened = await CaptureDirectory.open(options);
    if (opened.marks.defect !== undefined) options.onProblem(opened.marks.defect);
    return opened;
  }

  /** Knows the file `name` of the directory as this capture from now on. */
  adopt(number: CaptureNumber, name: string): void {
    this.#files.set(number, { name });
  }

  async keep(number: CaptureNumber, { bytes, metadata }: StoredCapture): Promise<void> {
    const moment = this.#freeMoment(Date.parse(metadata.time));
    const named = { metadata: { ...metadata, time: new Date(moment).toISOString() } };
    const path = await saveCapture({ bytes, capture: named }, this.#directory);
    this.#files.set(number, { name: basename(path), moment });
  }

  async read(number: CaptureNumber): Promise<Uint8Array> {
    const file = this.#files.get(number);
    if (file === undefined) throw new HeaptideError('HT_E_UNREADABLE', `capture ${number} is no longer kept`);
    return readPlainFile(join(this.#directory, file.name), MOST_CAPTURE_BYTES);
  }

  forget(number: CaptureNumber): void {
    this.#files.delete(number);
  }

  mark(number: CaptureNumber, mark: CaptureMark): void {
    const file = this.#files.get(number);
    if (file !== undefined) this.marks.set(file.name, mark);
  }

  close(): Promise<void> {
    return this.marks.close();
  }

  /** Captures of one moment would be one file: the first moment from this one on that none has. */
  #freeMoment(moment: number): number {
    const taken = new Set([...this.#files.values()].map((file) => file.moment));
    while (taken.has(moment)) moment++;
    return Math.min(moment, LAST_MOMENT);
  }
}
