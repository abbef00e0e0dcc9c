const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

const BEFORE = ascii(' / part of key (');
const BETWEEN = ascii(') -> value (');
const AFTER = ascii(') pair in WeakMap (table @');
const ID = ascii(' @');

const CLOSING = 0x29;

/** Where a name of the form below tells what a key and a value are called, which may be what a string holds. */
export interface EphemeronParts {
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

/**
 * Takes `N / part of key (KEY @id) -> value (VALUE @id) pair in WeakMap (table @T)` apart, as V8 names the edges to the value
 * of a WeakMap; `undefined` for any other text. The key ends where it first may, as it does for whoever reads the graph.
 */
export function ephemeronParts(bytes: Uint8Array, start: number, end: number): EphemeronParts | undefined {
  if (bytes[end - 1] !== CLOSING || !isDigit(bytes[start]!)) return undefined;
  let keyStart = start;
  while (keyStart < end && isDigit(bytes[keyStart]!)) keyStart++;
  if (!stands(BEFORE, bytes, keyStart)) return undefined;
  keyStart += BEFORE.length;
  const tableStart = idStart(bytes, keyStart, end - 1) - AFTER.length;
  const valueEnd = idStart(bytes, keyStart, tableStart) - ID.length;
  if (!stands(AFTER, bytes, tableStart) || !stands(ID, bytes, valueEnd)) return undefined;
  for (let at = keyStart; at + BETWEEN.length <= valueEnd; at++) {
    if (bytes[at] !== CLOSING || !stands(BETWEEN, bytes, at)) continue;
    const keyEnd = idStart(bytes, keyStart, at) - ID.length;
    if (keyEnd >= keyStart && stands(ID, bytes, keyEnd))
      return { keyStart, keyEnd, valueStart: at + BETWEEN.length, valueEnd };
  }
  return undefined;
}

/** Where the digits begin that stand right before `end`; 0 without any, where no text may stand before. */
function idStart(bytes: Uint8Array, from: number, end: number): number {
  let at = end;
  while (at > from && isDigit(bytes[at - 1]!)) at--;
  return at < end ? at : 0;
}

function stands(text: Uint8Array, bytes: Uint8Array, start: number): boolean {
  if (start < 0) return false;
  for (let at = 0; at < text.length; at++) if (bytes[start + at] !== text[at]) return false;
  return true;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
