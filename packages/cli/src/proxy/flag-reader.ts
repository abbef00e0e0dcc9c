import { HeaptideError } from '@heaptide/profile';
import { parseDuration } from '../duration.js';
import { parseBytes } from './parse-bytes.js';
import type { ConfigFlag, GivenFlags } from './proxy-flags.js';

/** The longest delay a timer takes. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

type FlagOf<Value> = {
  [Flag in ConfigFlag]: GivenFlags[Flag] extends Value | undefined ? Flag : never;
}[ConfigFlag];

/** Reads given flags one by one. Every error is `HT_E_USAGE` and names the flag. */
export class FlagReader {
  readonly #given: GivenFlags;

  constructor(given: GivenFlags) {
    this.#given = given;
  }

  /** Milliseconds. */
  duration(flag: FlagOf<string>, { least = 1 }: { readonly least?: number } = {}): number | undefined {
    const text = this.#given[flag];
    if (text === undefined) return undefined;
    const milliseconds = Math.round(this.#read(flag, () => parseDuration(text)));
    if (milliseconds < least || milliseconds > MAX_TIMEOUT_MS) {
      throw usageError(`--${flag} is ${text}: it must be from ${least} ms to 24 days`);
    }
    return milliseconds;
  }

  bytes(flag: FlagOf<string>, { least }: { readonly least: number }): number | undefined {
    const text = this.#given[flag];
    if (text === undefined) return undefined;
    const bytes = this.#read(flag, () => parseBytes(text));
    if (bytes < least) throw usageError(`--${flag} is ${text}: it must be ${least} bytes at least`);
    return bytes;
  }

  count(
    flag: FlagOf<number>,
    { least, most }: { readonly least: number; readonly most: number },
  ): number | undefined {
    const count = this.#given[flag];
    if (count === undefined || (Number.isInteger(count) && count >= least && count <= most)) return count;
    throw usageError(`--${flag} is ${count}: it must be a whole number from ${least} to ${most}`);
  }

  /** The entries of a list, which commas or line ends may separate as well: the environment has only one text for all. */
  list(flag: FlagOf<string[]>, { separator }: { readonly separator: RegExp }): readonly string[] | undefined {
    const entries = this.#given[flag]
      ?.flatMap((entry) => entry.split(separator))
      .map((entry) => entry.trim());
    return entries?.filter((entry) => entry !== '');
  }

  #read<T>(flag: ConfigFlag, parse: () => T): T {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof HeaptideError)) throw error;
      throw usageError(`--${flag}: ${error.message}`);
    }
  }
}

export function usageError(message: string): HeaptideError {
  return new HeaptideError('HT_E_USAGE', message);
}
