import type { KeyPress } from '../keys/key-machine.js';

export interface CursorMove {
  readonly index: number;
  /** Rows there are. */
  readonly length: number;
  /** Rows shown at a time. */
  readonly page: number;
}

/** The row that a press moves to, not yet kept within bounds; `undefined` when it does not move. */
export function cursorMove(press: KeyPress, { index, length, page }: CursorMove): number | undefined {
  const count = press.command === 'type' ? undefined : press.count;
  const times = count ?? 1;
  const full = Math.max(1, page);
  const half = Math.ceil(full / 2);
  switch (press.command) {
    case 'down':
      return index + times;
    case 'up':
      return index - times;
    case 'half-down':
      return index + times * half;
    case 'half-up':
      return index - times * half;
    case 'page-down':
      return index + times * full;
    case 'page-up':
      return index - times * full;
    case 'top':
      return times - 1;
    case 'bottom':
      return (count ?? length) - 1;
    default:
      return undefined;
  }
}
