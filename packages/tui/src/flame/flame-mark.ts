import type { Tone } from '../drawing/drawing-style.js';

/** How an amount changed from A to B. */
export type FlameMark = '++' | '+' | '=' | '-' | '*' | 'x';

export interface FlameMarkMeaning {
  readonly tone: Tone;
  /** For the legend. */
  readonly legend: string;
  /** For the selected node. */
  readonly words: string;
}

/** In the order of the legend. */
export const FLAME_MARKS: Readonly<Record<FlameMark, FlameMarkMeaning>> = {
  '++': { tone: 'alarm', legend: 'over 2x', words: 'more than doubled' },
  '+': { tone: 'warning', legend: 'grew', words: 'grew' },
  '=': { tone: 'plain', legend: 'within error', words: 'no change beyond the sampling error' },
  '-': { tone: 'good', legend: 'shrank', words: 'shrank' },
  '*': { tone: 'warning', legend: 'new', words: 'new: nothing of it in A' },
  x: { tone: 'dim', legend: 'gone', words: 'gone: nothing of it in B' },
};

/** Standard deviations that a change must exceed to be one. */
const SURE = 3;

/** `grain` is what one sample stands for; 0, where that is unknown, takes every difference for a change. */
export function flameMark(before: number, after: number, grain: number): FlameMark {
  const error = SURE * Math.sqrt(grain * (Math.abs(before) + Math.abs(after)));
  const change = after - before;
  if (Math.abs(change) <= error) return '=';
  if (before === 0) return '*';
  if (after === 0) return 'x';
  if (change < 0) return '-';
  return after > 2 * before ? '++' : '+';
}
