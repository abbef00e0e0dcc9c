import { negateRanges, type Ranges } from './ranges.js';

const DIGIT: Ranges = [0x30, 0x39];
const LOWER: Ranges = [0x61, 0x7a];
const UPPER: Ranges = [0x41, 0x5a];
const ALPHA: Ranges = [...UPPER, ...LOWER];
/** What `\w` and `\b` mean by a word: ASCII only. */
export const WORD: Ranges = [...DIGIT, ...UPPER, 0x5f, 0x5f, ...LOWER];

/** `\d`, `\s`, `\w` by their letter. `\s` is without the vertical tab. */
const PERL: ReadonlyMap<string, Ranges> = new Map([
  ['d', DIGIT],
  ['s', [0x9, 0xa, 0xc, 0xd, 0x20, 0x20]],
  ['w', WORD],
]);

const POSIX: ReadonlyMap<string, Ranges> = new Map([
  ['alnum', [...DIGIT, ...ALPHA]],
  ['alpha', ALPHA],
  ['ascii', [0x0, 0x7f]],
  ['blank', [0x9, 0x9, 0x20, 0x20]],
  ['cntrl', [0x0, 0x1f, 0x7f, 0x7f]],
  ['digit', DIGIT],
  ['graph', [0x21, 0x7e]],
  ['lower', LOWER],
  ['print', [0x20, 0x7e]],
  ['punct', [0x21, 0x2f, 0x3a, 0x40, 0x5b, 0x60, 0x7b, 0x7e]],
  ['space', [0x9, 0xd, 0x20, 0x20]],
  ['upper', UPPER],
  ['word', WORD],
  ['xdigit', [...DIGIT, 0x41, 0x46, 0x61, 0x66]],
]);

/** A set that has a name; `negated` says that everything else is meant. */
export interface NamedSet {
  readonly ranges: Ranges;
  readonly negated: boolean;
}

/** The set of `\d`, `\W` and so on by its letter. */
export function perlSet(letter: string): NamedSet | undefined {
  const ranges = PERL.get(letter.toLowerCase());
  return ranges && { ranges, negated: letter < 'a' };
}

/** The set of `[:alpha:]`, `[:^digit:]` and so on by what stands between the colons. */
export function posixSet(name: string): NamedSet | undefined {
  const negated = name.startsWith('^');
  const ranges = POSIX.get(negated ? name.slice(1) : name);
  return ranges && { ranges, negated };
}

/** The code points of a named set; `fold` gives it all case forms first. */
export function resolveSet({ ranges, negated }: NamedSet, fold?: (ranges: Ranges) => Ranges): Ranges {
  const folded = fold === undefined ? ranges : fold(ranges);
  return negated ? negateRanges(folded) : folded;
}
