import type { Place } from './source-map.js';

/** The text of a program, by line and column. */
export class ProgramText {
  readonly text: string;
  #lineStarts: Int32Array | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** `undefined` beyond the end. */
  offsetOf({ line, column }: Place): number | undefined {
    const start = this.#starts()[line];
    if (start === undefined || start + column > this.text.length) return undefined;
    return start + column;
  }

  placeOf(offset: number): Place {
    const starts = this.#starts();
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle + 1;
      else high = middle;
    }
    return { line: low - 1, column: offset - starts[low - 1]! };
  }

  #starts(): Int32Array {
    if (this.#lineStarts !== undefined) return this.#lineStarts;
    let count = 1;
    for (let at = this.text.indexOf('\n'); at !== -1; at = this.text.indexOf('\n', at + 1)) count++;
    const starts = new Int32Array(count);
    for (let row = 1, at = -1; row < count; row++) starts[row] = (at = this.text.indexOf('\n', at + 1)) + 1;
    return (this.#lineStarts = starts);
  }
}
