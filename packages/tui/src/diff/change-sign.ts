import type { ComparedSite } from '@heaptide/report/browse';
import type { Tone } from '../drawing/drawing-style.js';

export interface ChangeSign {
  /** One cell. */
  readonly sign: string;
  readonly word: string;
  readonly tone: Tone;
}

/** Every change in sign, word and colour, in the order in which they are counted. */
export const CHANGE_SIGNS = {
  grown: { sign: '+', word: 'grew', tone: 'warning' },
  new: { sign: '*', word: 'new', tone: 'accent' },
  shrunk: { sign: '-', word: 'shrank', tone: 'good' },
  gone: { sign: 'x', word: 'gone', tone: 'good' },
  same: { sign: '~', word: 'noise', tone: 'dim' },
} as const satisfies Readonly<Record<ComparedSite['change'], ChangeSign>>;

const UNCHANGED: ChangeSign = { sign: '=', word: 'same', tone: 'dim' };

export function changeSign({ change, delta }: ComparedSite): ChangeSign {
  return change === 'same' && delta === 0 ? UNCHANGED : CHANGE_SIGNS[change];
}
