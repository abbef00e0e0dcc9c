import { compileRe2, HeaptideError, type TextTest } from '@heaptide/profile';

/** Compiles an RE2 pattern. @throws {HeaptideError} `HT_E_PPROF`: `doing` and what is wrong. */
export function compilePattern(pattern: string, doing: string): TextTest {
  try {
    return compileRe2(pattern);
  } catch (error) {
    if (!(error instanceof HeaptideError)) throw error;
    throw new HeaptideError('HT_E_PPROF', `${doing}: ${error.message}`);
  }
}
