import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { composeGrowthChart } from '../../src/detail/growth-chart.js';
import { createDrawingStyle } from '../../src/drawing/drawing-style.js';
import { sampleDetail } from './sample-detail.js';

const style = createDrawingStyle({ color: false, ascii: false });

function chart(
  series: readonly number[],
  { interval = 0, width = 40, height = 6, without = [] as readonly number[] } = {},
) {
  const model = sampleDetail();
  const [capture] = model.captures;
  const captures = series.map(
    (_, index) => ({ ...capture!, gc: without.includes(index) ? 'none' : 'forced' }) as const,
  );
  return composeGrowthChart(
    { ...model, captures, interval, site: { ...model.site!, inuseSpace: series } },
    { width, height, style },
  );
}

const bars = (lines: readonly string[]) => lines.slice(1, -1).map((line) => line.split('|')[1]!.trimEnd());

test('a rise goes from the floor to the top', () => {
  expect(bars(chart([0, 250, 500, 750, 1000]))).toMatchInlineSnapshot(`
    [
      "                        ██████",
      "            ▁▁▁▁▁▁████████████",
      "      ▁▁▁▁▁▁██████████████████",
      "▁▁▁▁▁▁████████████████████████",
    ]
  `);
  const ticks = chart([0, 450, 900]).map((line) => line.slice(0, 9));
  expect(ticks.slice(1, -1)).toEqual(['    900 |', '    600 |', '        |', '      0 |']);
});

test('a flat series stays in the middle: noise is not blown up', () => {
  const [top, , , bottom] = bars(chart([1e6, 1.02e6, 0.99e6, 1.01e6], { interval: 32_768 }));
  expect(top).toBe('');
  expect(bottom).toMatch(/^█+$/);
});

test('captures without a GC before them are marked, and the mark is explained', () => {
  const lines = chart([1, 2, 3, 4], { without: [1, 3] });
  expect(lines[0]).toContain('? no GC before it');
  expect(lines.at(-1)!.trimEnd()).toBe(' '.repeat(9) + `${' '.repeat(7)}???????`.repeat(2));
  expect(chart([1, 2])[0]).not.toContain('?');
});

test('every series fills its frame', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1e12, noNaN: true }), { maxLength: 300 }),
      fc.integer({ min: 24, max: 120 }),
      fc.integer({ min: 1, max: 20 }),
      (series, width, height) => {
        const lines = chart(series, { width, height, interval: 4096, without: [1] });
        expect(lines).toHaveLength(height);
        for (const line of lines) {
          expect(stringWidth(line)).toBe(width);
          expect(line).not.toContain('undefined');
        }
      },
    ),
  );
});
