/** Kinds of bytes that the shapes of secrets are told by. */
export const DIGIT = 1;
export const AT = 2;
/** `=` and `:`, which stand between a word and its value. */
export const VALUE = 4;
/** Blanks, `-` and `_`, which join the parts of a key. */
export const JOINT = 8;
export const DOT = 16;
export const CAPITAL_A = 32;
export const CAPITAL_J = 64;
/** Bytes that may stand for any character: escapes, and letters beyond ASCII. */
export const ANY = 128;
/** Of bytes that have not been looked at. */
export const ALL = 255;

const CLASSES = Uint8Array.from({ length: 256 }, (_, byte) => classOf(byte));

/** The kinds of the bytes from `start` up to `end`, as bits. */
export function byteClasses(bytes: Uint8Array, start: number, end: number): number {
  let classes = 0;
  for (let at = start; at < end; at++) classes |= CLASSES[bytes[at]!]!;
  return classes;
}

function classOf(byte: number): number {
  const character = String.fromCharCode(byte);
  if (byte >= 0x80 || character === '\\') return ANY;
  if (/[0-9]/.test(character)) return DIGIT;
  if (/[=:]/.test(character)) return VALUE;
  if (/[-_ ]/.test(character)) return JOINT;
  switch (character) {
    case '@':
      return AT;
    case '.':
      return DOT;
    case 'A':
      return CAPITAL_A;
    case 'J':
      return CAPITAL_J;
    default:
      return 0;
  }
}
