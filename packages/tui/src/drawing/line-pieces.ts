import type { DrawingStyle, Tone } from './drawing-style.js';
import type { MeasuredText } from './measured-text.js';

/** A part of a line that is shown whole or not at all. */
export interface LinePiece {
  readonly text: string;
  readonly width: number;
  readonly tone: Tone;
}

/** A piece of our own words, every character one cell wide. */
export function words(text: string, tone: Tone = 'plain'): LinePiece {
  return { text, width: text.length, tone };
}

export function named({ text, width }: MeasuredText, tone: Tone = 'plain'): LinePiece {
  return { text, width, tone };
}

export interface JoinOptions {
  readonly width: number;
  readonly style: DrawingStyle;
  readonly gap?: string;
  /** Stands at the right edge and is never dropped. */
  readonly right?: LinePiece;
}

const GAP = '   ';

/** Whether {@link joinPieces} would show all of them. */
export function fitPieces(pieces: readonly LinePiece[], width: number): boolean {
  const used = pieces.reduce((sum, piece) => sum + piece.width, GAP.length * (pieces.length - 1));
  return used <= width - 1;
}

/** Pieces from the left, as many as fit into `width` cells; from the first that does not fit on, they are left out. */
export function joinPieces(
  pieces: readonly LinePiece[],
  { width, style, gap = GAP, right }: JoinOptions,
): string {
  const room = width - 1 - (right === undefined ? 0 : right.width + gap.length);
  let line = ' ';
  let used = 0;
  for (const piece of pieces) {
    const before = used === 0 ? '' : gap;
    if (used + before.length + piece.width > room) break;
    line += before + style.paint(piece.tone, piece.text);
    used += before.length + piece.width;
  }
  if (right === undefined) return line;
  return line + ' '.repeat(width - 1 - used - right.width) + style.paint(right.tone, right.text);
}
