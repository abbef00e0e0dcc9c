import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Largest } from '../../src/census/largest.js';

test('keeps what a sort would, the earlier of equal ones', () => {
  const sizes = fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 60 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 0, max: 20 }), (all, most) => {
      const largest = new Largest<number>(most);
      all.forEach((size, at) => largest.add(at, size));
      const sorted = all.map((_, at) => at).sort((a, b) => all[b]! - all[a]! || a - b);
      expect(largest.sorted()).toEqual(sorted.slice(0, most));
    }),
  );
});
