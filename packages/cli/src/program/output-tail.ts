import type { Readable } from 'node:stream';

/** Lines that are shown of what a process said last. */
export const LAST_LINES = 20;
/** Characters kept of what a process prints, and of a line that is shown. */
const KEPT = 1 << 16;
const LONGEST_LINE = 2000;

/** The end of what a process printed, both streams as they came. */
export class OutputTail {
  #text = '';
  readonly #listeners = new Set<() => void>();

  /** Reads `stream` to its end; `pass` gets every piece of it. */
  follow(stream: Readable, pass: (text: string) => void): void {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      this.#text = (this.#text + chunk).slice(-KEPT);
      pass(chunk);
      for (const listener of [...this.#listeners]) listener();
    });
    // What is left of a process that was killed is no error of ours.
    stream.on('error', () => undefined);
  }

  get text(): string {
    return this.#text;
  }

  /** The last lines that are not empty. */
  lastLines(count: number): readonly string[] {
    const lines = this.#text.split(/\r?\n/).filter((line) => line.trim() !== '');
    return lines.slice(-count).map((line) => line.slice(0, LONGEST_LINE));
  }

  /** Resolves with what `find` makes of the text, as soon as that is something; rejects with the reason of `signal`. */
  async until<T>(find: (text: string) => T | undefined, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = find(this.#text);
        if (found === undefined) return;
        end();
        resolve(found);
      };
      const abort = (): void => {
        end();
        reject(signal.reason as Error);
      };
      const end = (): void => {
        this.#listeners.delete(look);
        signal.removeEventListener('abort', abort);
      };
      this.#listeners.add(look);
      signal.addEventListener('abort', abort, { once: true });
      look();
    });
  }
}
