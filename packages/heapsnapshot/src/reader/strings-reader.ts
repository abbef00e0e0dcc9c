import type { SectionReader } from './section-reader.js';
import { StoredStrings } from './stored-strings.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const CLOSE = 0x5d;
const COMMA = 0x2c;
const SPACE = 0x20;

/** Reads the section `strings`: keeps its bytes, and where each string begins. */
export class StringsReader implements SectionReader {
  readonly strings = new StoredStrings();
  #inString = false;
  #isEscaped = false;
  isDone = false;
  misfit: number | undefined;

  read(bytes: Uint8Array, start: number): number {
    const base = this.strings.length - start;
    let position = start;
    while (position < bytes.length) {
      if (this.#inString) {
        position = this.#endOfString(bytes, position);
        continue;
      }
      const byte = bytes[position++]!;
      if (byte === QUOTE) {
        this.#inString = true;
        this.strings.begin(base + position);
      } else if (byte === CLOSE) {
        this.isDone = true;
        break;
      } else if (byte !== COMMA && byte > SPACE) {
        this.misfit = byte;
        break;
      }
    }
    this.strings.append(bytes, start, position);
    return position;
  }

  #endOfString(bytes: Uint8Array, start: number): number {
    let position = start;
    if (this.#isEscaped && position < bytes.length) {
      this.#isEscaped = false;
      position++;
    }
    const length = bytes.length;
    while (position < length) {
      const byte = bytes[position]!;
      if (byte === QUOTE) {
        this.#inString = false;
        return position + 1;
      }
      position += byte === BACKSLASH ? 2 : 1;
    }
    this.#isEscaped = position > length;
    return length;
  }
}
