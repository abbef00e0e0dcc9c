import { HeaptideError } from '@heaptide/profile';

/** A command line that does not hold; `HT_E_USAGE` is the one error that the usage is printed with. */
export function flagError(message: string): HeaptideError {
  return new HeaptideError('HT_E_USAGE', message);
}

/** An error in pprof's own words. */
export function pprofError(message: string, options?: ErrorOptions): HeaptideError {
  return new HeaptideError('HT_E_PPROF', message, options);
}
