import { HeaptideError } from '@heaptide/profile';

/** Says why a source map cannot be used; never quotes it, since the file may be of another kind than it claims. */
export function sourceMapError(reason: string): HeaptideError {
  return new HeaptideError('HT_E_BAD_SOURCE_MAP', reason);
}
