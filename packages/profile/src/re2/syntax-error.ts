import { HeaptideError } from '../heaptide-error.js';

/** What can be wrong with a pattern, in the words of Go's `regexp/syntax`. */
const REASONS = {
  badClass: 'invalid character class range',
  badEscape: 'invalid escape sequence',
  badGroupName: 'invalid named capture',
  badPerlSyntax: 'invalid or unsupported Perl syntax',
  repeatedRepeat: 'invalid nested repetition operator',
  badRepeatCount: 'invalid repeat count',
  openBracket: 'missing closing ]',
  openParenthesis: 'missing closing )',
  nothingToRepeat: 'missing argument to repetition operator',
  trailingBackslash: 'trailing backslash at end of expression',
  strayParenthesis: 'unexpected )',
  tooDeep: 'expression nests too deeply',
  tooLarge: 'expression too large',
} as const;

/** The error that Go gives for `fragment`, the part of the pattern that it quotes: an `HT_E_BAD_REGEXP`. */
export function syntaxError(reason: keyof typeof REASONS, fragment: string): HeaptideError {
  return new HeaptideError('HT_E_BAD_REGEXP', `error parsing regexp: ${REASONS[reason]}: \`${fragment}\``);
}
