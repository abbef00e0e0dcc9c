import { badSnapshot } from './snapshot-error.js';
import { NestingReader } from './nesting-reader.js';
import type { SectionReader } from './section-reader.js';

const decoder = new TextDecoder();

/** Collects the JSON text of a section that is small enough to be parsed as a whole, brackets included. */
export class TextCollector implements SectionReader {
  readonly #nesting = new NestingReader();
  readonly #section: string;
  readonly #opening: string;
  readonly #most: number;
  readonly #parts: Uint8Array[] = [];
  #length = 0;
  readonly misfit = undefined;
  readonly takesObjects = true;

  constructor(section: string, opening: '{' | '[', most: number) {
    this.#section = section;
    this.#opening = opening;
    this.#most = most;
  }

  get isDone(): boolean {
    return this.#nesting.isDone;
  }

  get text(): string {
    const bytes = new Uint8Array(this.#length);
    let filled = 0;
    for (const part of this.#parts) {
      bytes.set(part, filled);
      filled += part.length;
    }
    return this.#opening + decoder.decode(bytes);
  }

  read(bytes: Uint8Array, start: number): number {
    const end = this.#nesting.read(bytes, start);
    this.#length += end - start;
    if (this.#length > this.#most)
      throw badSnapshot(`its section ${this.#section} is over ${this.#most} bytes`);
    this.#parts.push(bytes.slice(start, end));
    return end;
  }
}
