import { HeaptideError } from '@heaptide/profile';

/** A query that cannot be understood, told in one line: what is wrong, and at which character of the query, counted from 1. */
export function queryError(words: string, position: number): HeaptideError {
  return new HeaptideError('HT_E_USAGE', `the query does not hold: ${words} at character ${position + 1}`);
}
