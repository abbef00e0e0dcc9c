import { foldCase } from './fold-case.js';
import { type NamedSet, perlSet, posixSet, resolveSet } from './named-sets.js';
import { characterAt, type Parsed, parseEscape } from './parse-escape.js';
import { cleanRanges, negateRanges, type Ranges } from './ranges.js';
import { syntaxError } from './syntax-error.js';
import { unicodeSet } from './unicode-set.js';

export interface ClassOptions {
  /** Upper and lower case are one. */
  readonly foldCase: boolean;
}

/** Reads the bracketed class that begins at `at`, such as `[^a-z\d[:space:]]`. */
export function parseClass(pattern: string, at: number, options: ClassOptions): Parsed<Ranges> {
  const negated = pattern[at + 1] === '^';
  const first = at + (negated ? 2 : 1);
  const plain: number[] = [];
  const named: number[] = [];
  let end = first;
  // A bracket right at the beginning stands for itself.
  while (pattern[end] !== ']' || end === first) {
    const set = parsePosixSet(pattern, end, options) ?? parseSetEscape(pattern, end, options);
    const { value, end: after } = set ?? parseRange(pattern, end, at);
    // No spread: a set may be longer than an argument list.
    for (const bound of value) (set === undefined ? plain : named).push(bound);
    end = after;
  }
  const cleaned = cleanRanges(plain);
  const folded = options.foldCase ? foldCase(cleaned) : cleaned;
  const ranges = named.length === 0 ? folded : cleanRanges([...folded, ...named]);
  return { value: negated ? negateRanges(ranges) : ranges, end: end + 1 };
}

/** Reads `\d`, `\W`, `\pL`, `\P{Greek}` and the like at `at`; `undefined` where none begins. */
export function parseSetEscape(
  pattern: string,
  at: number,
  options: ClassOptions,
): Parsed<Ranges> | undefined {
  if (pattern[at] !== '\\') return undefined;
  const letter = pattern[at + 1] ?? '';
  if (letter === 'p' || letter === 'P') return parseUnicodeSet(pattern, at, options);
  const set = perlSet(letter);
  return set && { value: resolve(set, options), end: at + 2 };
}

/** One character, or a range of them. */
function parseRange(pattern: string, at: number, classAt: number): Parsed<Ranges> {
  const low = parseClassCharacter(pattern, at, classAt);
  // A hyphen before the closing bracket stands for itself.
  const next = pattern[low.end + 1];
  if (pattern[low.end] !== '-' || next === undefined || next === ']')
    return { value: [low.value, low.value], end: low.end };
  const high = parseClassCharacter(pattern, low.end + 1, classAt);
  if (high.value < low.value) throw syntaxError('badClass', pattern.slice(at, high.end));
  return { value: [low.value, high.value], end: high.end };
}

function parseClassCharacter(pattern: string, at: number, classAt: number): Parsed<number> {
  const character = characterAt(pattern, at);
  if (character === '') throw syntaxError('openBracket', pattern.slice(classAt));
  if (character === '\\') return parseEscape(pattern, at);
  return { value: character.codePointAt(0)!, end: at + character.length };
}

/** Reads `[:alpha:]`, which stands within a class only. */
function parsePosixSet(pattern: string, at: number, options: ClassOptions): Parsed<Ranges> | undefined {
  if (!pattern.startsWith('[:', at)) return undefined;
  const close = pattern.indexOf(':]', at + 2);
  if (close < 0) return undefined;
  const set = posixSet(pattern.slice(at + 2, close));
  if (set === undefined) throw syntaxError('badClass', pattern.slice(at, close + 2));
  return { value: resolve(set, options), end: close + 2 };
}

function parseUnicodeSet(pattern: string, at: number, options: ClassOptions): Parsed<Ranges> {
  let name = characterAt(pattern, at + 2);
  let end = at + 2 + name.length;
  if (name === '{') {
    const close = pattern.indexOf('}', at);
    if (close < 0) throw syntaxError('badClass', pattern.slice(at));
    name = pattern.slice(at + 3, close);
    end = close + 1;
  }
  const opposite = name.startsWith('^');
  const set = unicodeSet(opposite ? name.slice(1) : name);
  if (set === undefined) throw syntaxError('badClass', pattern.slice(at, end));
  const negated = (set.negated !== (pattern[at + 1] === 'P')) !== opposite;
  return { value: resolve({ ranges: set.ranges, negated }, options), end };
}

function resolve(set: NamedSet, options: ClassOptions): Ranges {
  return resolveSet(set, options.foldCase ? foldCase : undefined);
}
