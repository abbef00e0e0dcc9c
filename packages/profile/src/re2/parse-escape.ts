import { MAX_CODE_POINT } from './ranges.js';
import { syntaxError } from './syntax-error.js';

/** What was read from a pattern, and where it goes on. */
export interface Parsed<T> {
  readonly value: T;
  readonly end: number;
}

const CONTROLS: ReadonlyMap<string, number> = new Map([
  ['a', 0x07],
  ['f', 0x0c],
  ['n', 0x0a],
  ['r', 0x0d],
  ['t', 0x09],
  ['v', 0x0b],
]);

const ASCII_PUNCTUATION = /^[\0-\x7f]$/;
const LETTER_OR_DIGIT = /^[0-9A-Za-z]$/;
const HEX = /^[0-9A-Fa-f]$/;

/** Reads the escape of a single character at `at`: `\.`, `\n`, `\x41`, `\x{1F600}`, `\101`. */
export function parseEscape(pattern: string, at: number): Parsed<number> {
  const character = characterAt(pattern, at + 1);
  if (character === '') throw syntaxError('trailingBackslash', '');
  const end = at + 1 + character.length;
  if (ASCII_PUNCTUATION.test(character) && !LETTER_OR_DIGIT.test(character))
    return { value: character.codePointAt(0)!, end };
  const control = CONTROLS.get(character);
  if (control !== undefined) return { value: control, end };
  if (character === 'x') return parseHex(pattern, at);
  // One digit other than 0 would be a back-reference, which the language does not have.
  const octal = /^(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(pattern.slice(at + 1, at + 4))?.[0];
  if (octal !== undefined) return { value: parseInt(octal, 8), end: at + 1 + octal.length };
  throw syntaxError('badEscape', pattern.slice(at, end));
}

/** `\x` with two digits, or with any number of them in braces. */
function parseHex(pattern: string, at: number): Parsed<number> {
  let end = at + 2;
  const read = (): string => {
    const character = characterAt(pattern, end);
    end += character.length;
    return character;
  };
  const refuse = () => syntaxError('badEscape', pattern.slice(at, end));
  const first = read();
  if (first !== '{') {
    const digits = first === '' ? '' : first + read();
    if (digits.length !== 2 || !HEX.test(digits.charAt(0)) || !HEX.test(digits.charAt(1))) throw refuse();
    return { value: parseInt(digits, 16), end };
  }
  let value: number | undefined;
  for (let digit = read(); digit !== '}'; digit = read()) {
    if (!HEX.test(digit)) throw refuse();
    value = (value ?? 0) * 16 + parseInt(digit, 16);
    if (value > MAX_CODE_POINT) throw refuse();
  }
  if (value === undefined) throw refuse();
  return { value, end };
}

/** The character at an index, both halves of it; empty at the end. */
export function characterAt(pattern: string, at: number): string {
  return at < pattern.length ? String.fromCodePoint(pattern.codePointAt(at)!) : '';
}
