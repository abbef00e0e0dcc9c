import type { SectionReader } from './section-reader.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Passes over a JSON object or array, whatever it holds, from behind its opening bracket. */
export class NestingReader implements SectionReader {
  #depth = 1;
  #inString = false;
  #isEscaped = false;
  readonly misfit = undefined;

  get isDone(): boolean {
    return this.#depth === 0;
  }

  read(bytes: Uint8Array, start: number): number {
    let position = start;
    while (position < bytes.length && this.#depth > 0) {
      const byte = bytes[position++]!;
      if (this.#isEscaped) this.#isEscaped = false;
      else if (byte === BACKSLASH) this.#isEscaped = this.#inString;
      else if (byte === QUOTE) this.#inString = !this.#inString;
      else if (!this.#inString) this.#depth += depthOf(byte);
    }
    return position;
  }
}

/** How the byte changes the depth: `[` and `{` go in, `]` and `}` out. */
function depthOf(byte: number): number {
  if (byte === 0x5b || byte === 0x7b) return 1;
  return byte === 0x5d || byte === 0x7d ? -1 : 0;
}
