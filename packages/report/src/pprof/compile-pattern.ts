import { HeaptideError, type TextTest } from '@heaptide/profile';

/** Compiles an RE2 pattern. @throws {HeaptideError} `HT_E_PPROF`: `doing` and what is wrong. */
export function compilePattern(pattern: string, doing: string): TextTest {
  try {
    return new RegExp(pattern, 'u');
  } catch (error) {
    throw new HeaptideError('HT_E_PPROF', `${doing}: ${(error as Error).message}`);
  }
}
