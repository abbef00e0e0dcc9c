const ESCAPES: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '"': '\\"',
  '\\': '\\\\',
};

/** Everything that Go's `strconv.IsPrint` refuses, and the two characters that a quoted string cannot hold. */
const TO_ESCAPE = /["\\]|[^\x20\p{L}\p{M}\p{N}\p{P}\p{S}]/gu;

/**
 * Text in double quotes as Go's `%q` prints it: printable characters as they are, all others escaped. Half a surrogate
 * pair, which no Go string has, counts as U+FFFD.
 */
export function goQuote(text: string): string {
  return `"${text.replace(TO_ESCAPE, escaped)}"`;
}

function escaped(character: string): string {
  const known = ESCAPES[character];
  if (known !== undefined) return known;
  const codePoint = character.codePointAt(0)!;
  if (codePoint >= 0xd800 && codePoint < 0xe000) return '\ufffd';
  const hex = codePoint.toString(16);
  if (codePoint < 0x80) return `\\x${hex.padStart(2, '0')}`;
  return codePoint < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
