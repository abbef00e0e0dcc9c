import { stripVTControlCharacters } from 'node:util';

const FRAME_END = '\u001B[?2026l';
// eslint-disable-next-line no-control-regex -- that is what a line is drawn with
const LINE = /\u001B\[(\d+);1H\u001B\[2K(.*?)(?=\u001B\[\d+;1H\u001B\[2K|$)/gs;
const ERASE_SCREEN = '\u001B[2J';

/** The lines on a screen, kept up with what the compositor writes: a terminal that knows no other sequences. */
export class DrawnLines {
  private readonly drawn: string[] = [];
  private rest = '';

  /** Takes a piece of what was written. Gives how many frames were whole with it. */
  take(piece: string): number {
    this.rest += piece;
    let frames = 0;
    for (let end = this.rest.indexOf(FRAME_END); end !== -1; end = this.rest.indexOf(FRAME_END)) {
      this.draw(this.rest.slice(0, end));
      this.rest = this.rest.slice(end + FRAME_END.length);
      frames++;
    }
    return frames;
  }

  /** With their colours. */
  lines(): readonly string[] {
    return Array.from(this.drawn, (line: string | undefined) => line ?? '');
  }

  /** Without colours. */
  texts(): readonly string[] {
    return Array.from(this.drawn, (line: string | undefined) => stripVTControlCharacters(line ?? ''));
  }

  /** Function of the row that the cursor is on. */
  selected(): string | undefined {
    const row = this.texts().find((line) => line.startsWith('> '));
    return row === undefined ? undefined : /\ballocate\d+/.exec(row)?.[0];
  }

  private draw(frame: string): void {
    if (frame.includes(ERASE_SCREEN)) this.drawn.length = 0;
    for (const [, row, line] of frame.matchAll(LINE)) this.drawn[Number(row) - 1] = line!;
  }
}
