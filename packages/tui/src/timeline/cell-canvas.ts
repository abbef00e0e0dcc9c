import type { DrawingStyle, Tone } from '../drawing/drawing-style.js';

/** A picture of characters that are one cell wide each; whatever falls beside it is not drawn. */
export class CellCanvas {
  readonly width: number;
  readonly height: number;
  readonly #characters: string[];
  readonly #tones: Tone[];

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.#characters = new Array<string>(width * height).fill(' ');
    this.#tones = new Array<Tone>(width * height).fill('plain');
  }

  put(column: number, row: number, character: string, tone: Tone): void {
    if (!this.#holds(column, row)) return;
    this.#characters[row * this.width + column] = character;
    this.#tones[row * this.width + column] = tone;
  }

  isFree(column: number, row: number): boolean {
    return this.#holds(column, row) && this.#characters[row * this.width + column] === ' ';
  }

  /** Writes `text` where all of it has room, with a free cell on either side; says whether it had. */
  write(column: number, row: number, text: string, tone: Tone): boolean {
    if (column < 0 || column + text.length > this.width) return false;
    for (let cell = column - 1; cell <= column + text.length; cell++)
      if (this.#holds(cell, row) && !this.isFree(cell, row)) return false;
    for (let index = 0; index < text.length; index++) this.put(column + index, row, text[index]!, tone);
    return true;
  }

  line(row: number, style: DrawingStyle): string {
    const from = row * this.width;
    let line = '';
    let run = '';
    let tone: Tone = 'plain';
    for (let cell = from; cell < from + this.width; cell++) {
      if (this.#tones[cell] !== tone) {
        line += style.paint(tone, run);
        run = '';
        tone = this.#tones[cell]!;
      }
      run += this.#characters[cell]!;
    }
    return (line + style.paint(tone, run)).trimEnd();
  }

  #holds(column: number, row: number): boolean {
    return column >= 0 && column < this.width && row >= 0 && row < this.height;
  }
}
