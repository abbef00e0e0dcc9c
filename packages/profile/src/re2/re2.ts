import { LazyDfa } from './lazy-dfa.js';
import { plainStrings, requiredString } from './literals.js';
import { parsePattern } from './parse-pattern.js';
import { compileProgram } from './program.js';

/** A compiled regexp. */
export interface Re2 {
  readonly source: string;
  /**
   * Whether the text has a match anywhere. Takes time proportional to the length of the text; a pattern that would need
   * more than some seconds in all throws an `HT_E_BAD_REGEXP`.
   */
  test(text: string): boolean;
}

const LONE_SURROGATE = /\p{Cs}/gu;

/**
 * Compiles a pattern in the syntax of Go's `regexp` (RE2: no look-around, no back-references), as google/pprof takes
 * them. Throws an `HT_E_BAD_REGEXP` in Go's words: "error parsing regexp: missing closing ): `a(b`".
 *
 * Matching is safe with patterns and texts of strangers: no pattern makes it slow on a long text, memory is bounded.
 * In pattern and text, half a surrogate pair counts as U+FFFD. Unicode properties (`\p{...}`) and case are those of the
 * platform's Unicode version. Syntax: https://github.com/google/re2/wiki/Syntax.
 */
export function compileRe2(pattern: string): Re2 {
  const wellFormed = pattern.replace(LONE_SURROGATE, '\ufffd');
  const node = parsePattern(wellFormed);
  const strings = plainStrings(node);
  if (strings !== undefined) {
    return { source: pattern, test: (text) => strings.some((string) => text.includes(string)) };
  }
  const dfa = new LazyDfa(compileProgram(node), wellFormed);
  const required = requiredString(node);
  return { source: pattern, test: (text) => text.includes(required) && dfa.test(text) };
}
