import { characterAt, type Parsed } from './parse-escape.js';
import { syntaxError } from './syntax-error.js';

/** What `(?imsU)` switches; greed does not matter here. */
export interface Flags {
  readonly foldCase: boolean;
  /** `^` and `$` match at lines, not only at the ends of the text. */
  readonly multiLine: boolean;
  /** `.` matches a newline, too. */
  readonly dotAll: boolean;
}

export const NO_FLAGS: Flags = { foldCase: false, multiLine: false, dotAll: false };

/** What a `(?...` opens: a group that captures, one that does not, or none when it only changes flags. */
export interface GroupStart {
  readonly group: 'capturing' | 'plain' | 'none';
  readonly flags: Flags;
}

const FLAGS: ReadonlyMap<string, keyof Flags | undefined> = new Map([
  ['i', 'foldCase'],
  ['m', 'multiLine'],
  ['s', 'dotAll'],
  ['U', undefined],
]);

/** Reads what begins with `(?` at `at`. */
export function parseGroupStart(pattern: string, at: number, flags: Flags): Parsed<GroupStart> {
  const nameAt = /^\(\?P<[^]/.test(pattern.slice(at, at + 5)) ? at + 4 : at + 3;
  if (nameAt === at + 4 || /^\(\?<[^]/.test(pattern.slice(at, at + 4))) {
    const end = parseGroupName(pattern, at, nameAt);
    return { value: { group: 'capturing', flags }, end };
  }
  return parseFlags(pattern, at, flags);
}

/** Checks the name of a group; the same one may stand twice. Gives the index after it. */
function parseGroupName(pattern: string, at: number, nameAt: number): number {
  const close = pattern.indexOf('>', at);
  if (close < 0) throw syntaxError('badGroupName', pattern.slice(at));
  if (!/^\w+$/.test(pattern.slice(nameAt, close)))
    throw syntaxError('badGroupName', pattern.slice(at, close + 1));
  return close + 1;
}

function parseFlags(pattern: string, at: number, before: Flags): Parsed<GroupStart> {
  const flags = { ...before };
  let on = true;
  let empty = true;
  let end = at + 2;
  for (;;) {
    const character = characterAt(pattern, end);
    end += character.length;
    if (FLAGS.has(character)) {
      const flag = FLAGS.get(character);
      if (flag !== undefined) flags[flag] = on;
      empty = false;
    } else if (character === '-' && on) {
      on = false;
      empty = true;
    } else if ((character === ':' || character === ')') && (on || !empty)) {
      return { value: { group: character === ':' ? 'plain' : 'none', flags }, end };
    } else {
      throw syntaxError('badPerlSyntax', pattern.slice(at, end));
    }
  }
}
