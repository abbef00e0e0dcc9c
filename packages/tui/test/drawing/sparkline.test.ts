import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDrawingStyle } from '../../src/drawing/drawing-style.js';
import { sparkline } from '../../src/drawing/sparkline.js';

const { heights } = createDrawingStyle({ color: false, ascii: false });
const ascii = createDrawingStyle({ color: false, ascii: true }).heights;

test('a rise goes from the lowest to the highest', () => {
  expect(sparkline([1, 2, 3, 4, 5, 6, 7, 8], { width: 8, error: 0, heights })).toBe('▁▂▃▄▅▆▇█');
  expect(sparkline([1, 2, 3, 4, 5, 6], { width: 6, error: 0, heights: ascii })).toBe('_.-=*#');
});

test('a flat series draws mid-height', () => {
  expect(sparkline([5, 5, 5], { width: 3, error: 0, heights })).toBe('▄▄▄');
  expect(sparkline([5, 5, 5], { width: 3, error: 2, heights: ascii })).toBe('---');
});

test('noise is not blown up to full height', () => {
  const drawn = sparkline([100, 104, 97, 102, 99, 101], { width: 6, error: 10, heights });
  expect(drawn).toMatch(/^[▃▄▅▆]{6}$/);
});

test('a change far beyond the error takes the full height in spite of it', () => {
  expect(sparkline([0, 1000], { width: 2, error: 10, heights })).toBe('▁█');
});

test('a short series stands at the right, a long one is averaged', () => {
  expect(sparkline([1, 2], { width: 5, error: 0, heights })).toBe('   ▁█');
  expect(sparkline([0, 2, 4, 6, 8, 10], { width: 3, error: 0, heights })).toBe('▁▄█');
  expect(sparkline([], { width: 3, error: 0, heights })).toBe('   ');
});

test('every series fills its width with known characters', () => {
  const series = fc.array(fc.double({ min: 0, max: 1e12, noNaN: true }), { maxLength: 300 });
  fc.assert(
    fc.property(
      series,
      fc.integer({ min: 1, max: 40 }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      (values, width, error) => {
        const drawn = sparkline(values, { width, error, heights });
        expect(drawn).toHaveLength(width);
        expect(drawn).toMatch(/^ *[▁▂▃▄▅▆▇█]*$/);
      },
    ),
  );
});
