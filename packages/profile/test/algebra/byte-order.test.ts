import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareUtf8 } from '../../src/index.js';

test('strings compare as their UTF-8 bytes', () => {
  const text = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(text, text, text, (prefix, a, b) => {
      const expected = Buffer.compare(Buffer.from(prefix + a), Buffer.from(prefix + b));
      expect(Math.sign(compareUtf8(prefix + a, prefix + b))).toBe(expected);
    }),
    { numRuns: 2000 },
  );
});
