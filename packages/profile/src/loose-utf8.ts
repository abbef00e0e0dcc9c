const strict = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
const encoder = new TextEncoder();

/** Half a surrogate pair that stands for a byte. */
const ESCAPED = /(?<![\ud800-\udbff])[\udc80-\udcff]/g;
const HALF_A_PAIR = /\p{Cs}/u;

/**
 * Text of bytes that should be UTF-8. A byte that is not becomes half a surrogate pair, U+DC00 and the byte, which no
 * UTF-8 stands for, so that {@link encodeLoose} gives the bytes back: the "surrogateescape" of Python (PEP 383).
 */
export function decodeLoose(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    let text = '';
    let from = 0;
    for (let i = 0; i < bytes.length;) {
      const length = sequenceLength(bytes, i);
      if (length === 0) {
        text += strict.decode(bytes.subarray(from, i)) + String.fromCharCode(0xdc00 + bytes[i]!);
        from = i + 1;
      }
      i += Math.max(1, length);
    }
    return text + strict.decode(bytes.subarray(from));
  }
}

/** The bytes of a text, those of {@link decodeLoose} as they were. */
export function encodeLoose(text: string): Uint8Array {
  if (!HALF_A_PAIR.test(text)) return encoder.encode(text);
  const pieces: Uint8Array[] = [];
  let from = 0;
  for (const { 0: half, index } of text.matchAll(ESCAPED)) {
    pieces.push(encoder.encode(text.slice(from, index)), Uint8Array.of(half.charCodeAt(0) - 0xdc00));
    from = index + 1;
  }
  pieces.push(encoder.encode(text.slice(from)));
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const piece of pieces) {
    bytes.set(piece, end);
    end += piece.length;
  }
  return bytes;
}

/** Bytes of the UTF-8 sequence at `at`, 0 where there is none (Unicode, table 3-7). */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i] ?? 0;
    if (byte < 0x80 || byte > 0xbf) return 0;
  }
  const second = bytes[at + 1] ?? 0;
  const overlong = (first === 0xe0 && second < 0xa0) || (first === 0xf0 && second < 0x90);
  const beyond = (first === 0xed && second > 0x9f) || (first === 0xf4 && second > 0x8f);
  return overlong || beyond ? 0 : length;
}
