import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeLoose, encodeLoose } from '../src/loose-utf8.js';

it('bytes come back as they were, whatever they are', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(text)),
    fc.uint8Array({ maxLength: 6 }),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const bytes = Uint8Array.from(pieces.flatMap((each) => [...each]));
      expect([...encodeLoose(decodeLoose(bytes))]).toEqual([...bytes]);
    }),
    { numRuns: 2000 },
  );
});

it('UTF-8 is decoded as such, with a byte order mark too', () => {
  const text = '\ufeffnewSession ✓ 😀';
  expect(decodeLoose(new TextEncoder().encode(text))).toBe(text);
});

it.each([
  [[0x61, 0xff, 0x62], 'a\udcffb'],
  [[0xc0, 0x80], '\udcc0\udc80'],
  [[0xed, 0xa0, 0x80], '\udced\udca0\udc80'],
  [[0xf4, 0x90, 0x80, 0x80], '\udcf4\udc90\udc80\udc80'],
  [[0xe2, 0x82], '\udce2\udc82'],
])('%j becomes halves of surrogate pairs', (bytes, text) => {
  expect(decodeLoose(Uint8Array.from(bytes))).toBe(text);
});
