import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareLines } from '../../src/detail/share-lines.js';

const sum = (lines: readonly number[]) => lines.reduce((all, line) => all + line, 0);

test('what lacks most gets the lines first', () => {
  expect(shareLines([2, 2, 2], [3, 6, 2], 9)).toEqual([2, 5, 2]);
  expect(shareLines([2, 2, 2], [3, 6, 2], 10)).toEqual([3, 5, 2]);
  expect(shareLines([2, 2, 2], [3, 6, 2], 100)).toEqual([3, 6, 2]);
  expect(shareLines([2, 2], [9, 9], 3)).toEqual([2, 2]);
});

test('nothing is lowered, nothing gets more than it wants, and no line is kept back that is wanted', () => {
  const part = fc.record({ height: fc.nat(20), wanted: fc.nat(40) });
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), fc.nat(120), (parts, total) => {
      const heights = parts.map(({ height }) => height);
      const given = shareLines(
        heights,
        parts.map(({ wanted }) => wanted),
        total,
      );
      for (const [at, { height, wanted }] of parts.entries()) {
        expect(given[at]).toBeGreaterThanOrEqual(height);
        expect(given[at]).toBeLessThanOrEqual(Math.max(height, wanted));
      }
      const most = sum(parts.map(({ height, wanted }) => Math.max(height, wanted)));
      expect(sum(given)).toBe(Math.max(sum(heights), Math.min(total, most)));
    }),
  );
});
