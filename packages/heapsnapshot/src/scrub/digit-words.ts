/** `numberIn` takes so many digits at most. */
export const MOST_DIGITS = 8;

/**
 * The position of the first byte from `start` on that is no digit, four bytes at a time. Where the digits go on behind
 * `last`, a position behind it, which may still be one of a digit. Three bytes have to follow `last`.
 */
export function skipDigits(view: DataView, start: number, last: number): number {
  let at = start;
  while (at <= last) {
    const bytes = view.getInt32(at, true);
    // The upper half of a digit is 3, and stays so when 6 is added. The lowest byte for which that is not so is the first one
    // of them in the file; what is carried out of it changes none before it.
    const others = (bytes & (bytes + 0x06060606) & 0xf0f0f0f0) ^ 0x30303030;
    if (others !== 0) return at + ((31 - Math.clz32(others & -others)) >> 3);
    at += 4;
  }
  return at;
}

/** The number that the digits from `start` up to `end` make: one at least, `MOST_DIGITS` at most. Three bytes have to follow. */
export function numberIn(view: DataView, start: number, end: number): number {
  const digits = end - start;
  const word = view.getInt32(start, true);
  if (digits <= 4) return valueOf(word << (32 - digits * 8));
  return valueOf(word << (64 - digits * 8)) * 10_000 + valueOf(view.getInt32(end - 4, true));
}

/** Of four digits, the first one lowest; those that are missing before them are bytes of zero. */
function valueOf(word: number): number {
  const digits = word & 0x0f0f0f0f;
  const pairs = Math.imul(digits, 10) + (digits >>> 8);
  return Math.imul(pairs & 0xff, 100) + ((pairs >>> 16) & 0xff);
}
