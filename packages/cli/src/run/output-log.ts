import { closeSync, openSync, writeSync } from 'node:fs';
import { HeaptideError } from '@heaptide/profile';

/**
 * A file that gets all that a program prints. Written to at once, so that nothing of it waits in memory and nothing is
 * missing when we are killed.
 */
export class OutputLog {
  readonly #path: string;
  readonly #warn: (line: string) => void;
  #file: number | undefined;

  /** @throws {HeaptideError} `HT_E_UNWRITABLE`. `warn` hears of what cannot be written later; nothing more is, then. */
  constructor(path: string, warn: (line: string) => void) {
    this.#path = path;
    this.#warn = warn;
    try {
      this.#file = openSync(path, 'w');
    } catch (error) {
      throw new HeaptideError('HT_E_UNWRITABLE', `${path} cannot be written: ${(error as Error).message}`);
    }
  }

  write(text: string): void {
    if (this.#file === undefined) return;
    try {
      const bytes = Buffer.from(text);
      for (let written = 0; written < bytes.length;) written += writeSync(this.#file, bytes, written);
    } catch (error) {
      this.close();
      this.#warn(`${this.#path} cannot be written any more: ${(error as Error).message}`);
    }
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}
