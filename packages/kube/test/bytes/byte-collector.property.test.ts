import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ByteCollector } from '../../src/bytes/byte-collector.js';

it('gives back what was put in, however it was cut, and begins anew', () => {
  const collector = new ByteCollector();
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 3_000 })), fc.maxSafeNat(), (pieces, following) => {
      for (const piece of pieces) collector.append(piece, following);
      const whole = Buffer.concat(pieces);
      expect(collector.length).toBe(whole.length);
      expect(collector.take().equals(whole)).toBe(true);
      expect(collector.length).toBe(0);
    }),
  );
});
