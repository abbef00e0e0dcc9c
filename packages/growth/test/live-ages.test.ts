import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../src/cells.js';
import { liveAges } from '../src/live-ages.js';

const CELLS = [0, 1, 1].map((site): Cell => ({ site, trail: 0, sizeClass: 40 }) as unknown as Cell);
const CLOCK = 1000;

/** The ages at each of two sites of samples of three cells, by pairs of cell and birth. */
function agesOf(samples: readonly (readonly [cell: number, born: number])[]) {
  const ordered = [...samples].sort(([, a], [, b]) => a - b);
  const zeros = new Float64Array(ordered.length);
  const live = {
    born: Float64Array.from(ordered, ([, born]) => born),
    cell: Int32Array.from(ordered, ([cell]) => cell),
    cohort: new Int32Array(ordered.length),
    bytes: zeros,
    objects: zeros,
  };
  return liveAges(live, { cells: CELLS, sites: 2, clock: CLOCK });
}

describe('liveAges', () => {
  it('are the median age of a site, and how many samples are far beyond it', () => {
    const births = [100, 700, 900, 910, 920, 930, 940, 950, 960];
    const [first, second] = agesOf(births.map((born, i) => [1 + (i % 2), born] as const));
    expect(first).toBeUndefined();
    expect(second).toEqual({ count: 9, median: CLOCK - 920, old: 2 });
  });

  it('say nothing of fewer than eight samples', () => {
    expect(agesOf([1, 2, 3, 4, 5, 6, 7].map((born) => [0, born]))).toEqual([undefined, undefined]);
  });

  it('count each site by itself, as a sorted list of its ages does', () => {
    const sample = fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1, max: CLOCK }));
    fc.assert(
      fc.property(fc.uniqueArray(sample, { selector: ([, born]) => born, maxLength: 60 }), (samples) => {
        agesOf(samples).forEach((ages, site) => {
          const own = samples
            .filter(([cell]) => Math.min(cell, 1) === site)
            .map(([, born]) => CLOCK - born)
            .sort((a, b) => b - a);
          const median = own[own.length >> 1]!;
          const old = own.filter((age) => age > 2.5 * median).length;
          expect(ages).toEqual(own.length < 8 ? undefined : { count: own.length, median, old });
        });
      }),
    );
  });
});
