import type { SectionReader } from './section-reader.js';

const CLOSE = 0x5d;

/** Passes over a list of numbers, which somebody else reads: to the first closing bracket, as fast as bytes can be searched. */
export class ClosingBracket implements SectionReader {
  readonly misfit = undefined;
  isDone = false;

  read(bytes: Uint8Array, start: number): number {
    const found = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(CLOSE, start);
    this.isDone = found >= 0;
    return this.isDone ? found + 1 : bytes.length;
  }
}
