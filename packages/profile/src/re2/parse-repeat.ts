import type { Parsed } from './parse-escape.js';
import { syntaxError } from './syntax-error.js';

export const MOST_REPEATS = 1000;

export interface RepeatCounts {
  readonly min: number;
  /** Infinity where there is no upper bound. */
  readonly max: number;
}

const COUNTS = /\{(0|[1-9][0-9]*)(?:(,)(0|[1-9][0-9]*)?)?\}/y;

/** Reads `{2}`, `{2,}` or `{2,5}` at `at`; `undefined` where the brace stands for itself. */
export function parseRepeat(pattern: string, at: number): Parsed<RepeatCounts> | undefined {
  COUNTS.lastIndex = at;
  const match = COUNTS.exec(pattern);
  if (match === null) return undefined;
  const min = Number(match[1]);
  const max = match[2] === undefined ? min : match[3] === undefined ? Infinity : Number(match[3]);
  if (min > MOST_REPEATS || (max > MOST_REPEATS && max !== Infinity) || min > max)
    throw syntaxError('badRepeatCount', match[0]);
  return { value: { min, max }, end: at + match[0].length };
}
