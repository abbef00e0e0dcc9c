import { join } from 'node:path';
import { HeaptideError, writeWholeFile } from '@heaptide/targets';
import { type CaptureMark, NO_MARK } from './capture-store.js';
import { type FileMarks, formatMarks, MOST_MARKS, parseMarks } from './parse-marks.js';
import { readPlainFile } from './read-plain-file.js';

export const MARKS_FILE = 'heaptide-marks.json';

export interface MarksFileOptions {
  readonly directory: string;
  /** Told why marks cannot be saved, once until they can be saved again. Raw text. */
  readonly onProblem: (text: string) => void;
  /** Milliseconds between two writings at least. */
  readonly everyMs?: number;
}

const EVERY_MS = 1000;
const MOST_BYTES = 8 * 2 ** 20;

/**
 * What the user said of saved captures, beside them in `heaptide-marks.json`. Marks of files that nobody asks about are kept as
 * they are. A file that cannot be understood is left alone: then nothing is saved.
 */
export class MarksFile {
  /** Why the marks that are there are not shown; absent where they are. */
  readonly defect: string | undefined;
  readonly #options: MarksFileOptions;
  readonly #marks: Map<string, CaptureMark>;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #isChanged = false;
  #isFailing = false;

  private constructor(options: MarksFileOptions, marks: FileMarks, defect: string | undefined) {
    this.#options = options;
    this.#marks = new Map(marks);
    this.defect = defect;
  }

  /** Reads the marks of a directory; none where it has no such file. Never rejects. */
  static async open(options: MarksFileOptions): Promise<MarksFile> {
    try {
      const bytes = await readPlainFile(join(options.directory, MARKS_FILE), MOST_BYTES);
      const parsed = parseMarks(new TextDecoder().decode(bytes));
      if ('marks' in parsed) return new MarksFile(options, parsed.marks, undefined);
      return new MarksFile(options, new Map(), `${MARKS_FILE} is left alone: ${parsed.defect}`);
    } catch (error) {
      if (!(error instanceof HeaptideError)) throw error;
      const defect = error.code === 'HT_E_NO_SUCH_FILE' ? undefined : error.message;
      return new MarksFile(options, new Map(), defect);
    }
  }

  get(name: string): CaptureMark {
    return this.#marks.get(name) ?? NO_MARK;
  }

  /** There is one baseline in a directory: a new one takes the place of the one before. */
  set(name: string, mark: CaptureMark): void {
    if (this.#marks.size >= MOST_MARKS && !this.#marks.has(name)) {
      this.#fail(`${MOST_MARKS} captures of the directory are marked already`);
      return;
    }
    if (mark.baseline) {
      for (const [other, before] of this.#marks) this.#put(other, { ...before, baseline: false });
    }
    this.#put(name, mark);
    this.#isChanged = true;
    if (this.defect !== undefined) this.#fail(this.defect);
    else this.#timer ??= setTimeout(() => void this.#save(), this.#options.everyMs ?? EVERY_MS);
  }

  /** Saves what has not been saved. */
  async close(): Promise<void> {
    await this.#save();
  }

  #put(name: string, mark: CaptureMark): void {
    const { pinned, note, baseline, afterGap } = mark;
    if (pinned || note !== '' || baseline || afterGap) this.#marks.set(name, mark);
    else this.#marks.delete(name);
  }

  #save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    if (!this.#isChanged || this.defect !== undefined) return;
    this.#isChanged = false;
    try {
      await writeWholeFile(join(this.#options.directory, MARKS_FILE), formatMarks(this.#marks), 0o600);
      this.#isFailing = false;
    } catch (error) {
      this.#isChanged = true;
      this.#fail((error as Error).message);
    }
  }

  #fail(reason: string): void {
    if (!this.#isFailing) this.#options.onProblem(`marks are not saved: ${reason}`);
    this.#isFailing = true;
  }
}
