import fc from 'fast-check';

const character = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).map((code) => String.fromCodePoint(code));
const piled = (base: string, mark: string) =>
  fc.integer({ min: 1, max: 300 }).map((times) => base + mark.repeat(times));

/** What a terminal acts on: C0, DEL, C1, and whole or broken sequences of 7 and of 8 bits. */
const control = fc.oneof(
  character(0x00, 0x1f),
  character(0x7f, 0x9f),
  fc.constantFrom(
    '\u001B[2J',
    '\u001B[31;1m',
    '\u001B[?1049l',
    '\u001B[6n',
    '\u001B[9999;9999H',
    '\u009B2K',
    '\u001B]0;title\u0007',
    '\u001B]52;c;cm0gLXJmIC8=\u001B\\',
    '\u001B]8;;http://a.example\u001B\\link\u001B]8;;\u001B\\',
    '\u009D52;c;AAAA\u009C',
    '\u001BP+q544e\u001B\\',
    '\u0090tmux;',
    '\u001B_G\u001B\\',
    '\u001Bc',
    '\u001B',
    '\u001B[',
    '\u001B]52;c;',
    '\r\n',
    'ab\b\bcd',
    '\t',
  ),
);

/** What a reader does not see, or sees elsewhere than it stands; and the mark of the compositor. */
const invisible = fc.oneof(
  fc.constantFrom(
    '\u202E',
    '\u2066',
    '\u2069',
    '\u200E',
    '\u061C',
    '\u200B',
    '\u200D',
    '\u2060',
    '\uFEFF',
    '\u00AD',
    '\u034F',
    '\u115F',
    '\u1160',
    '\u3164',
    '\uFFA0',
    '\u2800',
    '\u2028',
    '\u2029',
    '\uFE0F',
    '\uFE0E',
    '\u{E0001}',
    '\u{E0041}',
    '\u{E0100}',
    '\uFFF9',
    '\uE000',
    '\u{F0000}',
    '\uFFFF',
    '\u0378',
  ),
  character(0xdc80, 0xdcff),
  fc.constantFrom('\uD800', '\uDBFF', '\uDC00', '\uDFFF'),
);

/** What takes no cell, two cells, or as many as the terminal thinks. */
const wide = fc.oneof(
  fc.constantFrom(
    '日本語',
    '한국어',
    'ガ',
    '👩‍👩‍👧‍👦',
    '🏳️‍🌈',
    '👍🏽',
    '🇩🇪',
    '🇩',
    '1️⃣',
    '☺️',
    '☺︎',
    'ﷺ',
    '𒐫',
    'नि',
    'ก็',
    'กำ',
    '\u1112\u1161\u11AB',
    '\u1100',
    '\u1161',
    'é',
    '±',
    '▁',
  ),
  fc.oneof(
    piled('a', '\u0301'),
    piled('日', '\u20DD'),
    piled('', '\u0E47'),
    piled('ก', '\u0E33'),
    piled('', '\u1161'),
    piled('x', '\u0488'),
    piled('', '🇩'),
    piled('👩', '\u200D👩'),
  ),
  character(0x00a0, 0xd7ff),
  character(0xe000, 0xffff),
  character(0x10000, 0x10ffff),
);

const ordinary = fc.oneof(
  fc.constantFrom(
    'newSession',
    'Map.set',
    'get [Symbol.iterator]',
    '<anonymous>',
    '../',
    '|',
    '`',
    ' ',
    '  ',
  ),
  fc.string({ maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

/**
 * Names as an attacker gives them, for functions, files, counters and whatever else a profile brings: control
 * characters, whole and broken terminal sequences, bidi overrides, invisible and private characters with the
 * compositor's own mark, lone surrogates, piles of combining marks, wide characters and emoji, all mixed with ordinary
 * text, from empty to 20,000 units long.
 */
export function hostileName(): fc.Arbitrary<string> {
  const part = fc.oneof(control, invisible, wide, ordinary);
  const short = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));
  const long = fc
    .tuple(part, part, fc.integer({ min: 100, max: 2000 }))
    .map(([a, b, times]) => (a + b).repeat(times).slice(0, 20_000));
  return fc.oneof({ weight: 9, arbitrary: short }, { weight: 1, arbitrary: long });
}

/** `count` of them, the same ones every time. */
export function hostileNames(count: number, seed = 7): readonly string[] {
  return fc.sample(hostileName(), { numRuns: count, seed });
}

/** What must never stand in a composed line, styles aside: controls, and all that is invisible or private. */
export const FORBIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;
