import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_DIGITS, numberIn, skipDigits } from '../../src/scrub/digit-words.js';

const DIGITS = Array.from({ length: 10 }, (_, digit) => String(digit));

/** The text among bytes that are none of its own, `before` of them before it, and three behind it at least. */
function viewOf(text: string, before = 0): DataView {
  const bytes = new Uint8Array(before + text.length + 3).fill(0x39);
  bytes.set(Buffer.from(text, 'latin1'), before);
  return new DataView(bytes.buffer);
}

describe('skipDigits', () => {
  it('finds the first byte that is no digit, whatever it is', () => {
    const digits = fc.string({ unit: fc.constantFrom(...DIGITS), maxLength: 20 });
    const other = fc.integer({ min: 0, max: 255 }).filter((byte) => byte < 0x30 || byte > 0x39);
    fc.assert(
      fc.property(digits, other, fc.string({ maxLength: 8 }), fc.nat(3), (number, byte, rest, before) => {
        const text = number + String.fromCharCode(byte) + rest;
        const last = before + text.length - 1;
        expect(skipDigits(viewOf(text, before), before, last)).toBe(before + number.length);
      }),
    );
  });

  it('goes behind the last place where all are digits', () => {
    for (let length = 4; length < 16; length++) {
      const view = new DataView(new Uint8Array(length).fill(0x30).buffer);
      expect(skipDigits(view, 0, length - 4)).toBeGreaterThan(length - 4);
    }
  });
});

describe('numberIn', () => {
  it('is the number that the digits make, wherever they stand', () => {
    const digits = fc.string({
      unit: fc.constantFrom(...DIGITS),
      minLength: 1,
      maxLength: MOST_DIGITS,
    });
    fc.assert(
      fc.property(digits, fc.nat(3), (text, before) => {
        expect(numberIn(viewOf(text, before), before, before + text.length)).toBe(Number(text));
      }),
    );
  });
});
