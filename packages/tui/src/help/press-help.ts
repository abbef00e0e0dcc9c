import { cursorMove } from '../screen/cursor-move.js';
import type { KeyPress } from '../keys/key-machine.js';

export interface HelpPressOptions {
  /** Lines of the whole page. */
  readonly length: number;
  /** Lines shown at a time. */
  readonly page: number;
}

/** First line shown after a press; `undefined` when the press does not scroll, and so closes the page. */
export function pressHelp(
  top: number,
  press: KeyPress,
  { length, page }: HelpPressOptions,
): number | undefined {
  const last = Math.max(0, length - page);
  // The page has no row that moves: its last line is reached when the last page shows.
  const target = cursorMove(press, { index: Math.min(top, last), length: last + 1, page });
  return target === undefined ? undefined : Math.max(0, Math.min(last, target));
}
