import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellId } from '../src/cells.js';
import { LifeCounts } from '../src/life-counts.js';
import { followSamples, NO_SAMPLES, type SampleColumns, type SampleRows } from '../src/live-samples.js';

/** Rows whose bytes and cells are told by their births. */
function rows(births: readonly number[]): SampleRows {
  const born = Float64Array.from(births);
  return {
    born,
    bytes: born.map((birth) => 2 * birth),
    objects: born.map(() => 1),
    cellOf: (row) => births[row] as CellId,
  };
}

function follow(
  previous: SampleColumns,
  births: readonly number[],
  table: LifeCounts,
  reading: number,
): SampleColumns {
  const ledger = {
    addBirth: () => table.addBirth(reading),
    addDeath: (_: CellId, cohort: number) => table.addDeath(cohort, reading - 1),
  };
  return followSamples(previous, rows(births), { reading, ledger });
}

describe('followSamples', () => {
  it('tells survivors, births and deaths by birth alone', () => {
    const table = new LifeCounts();
    const first = follow(NO_SAMPLES, [30, 10, 20], table, 0);
    const second = follow(first, [40, 20, 30], table, 1);
    expect([...second.born]).toEqual([20, 30, 40]);
    expect([...second.cohort]).toEqual([0, 0, 1]);
    expect([...second.cell]).toEqual([20, 30, 40]);
    expect([...second.bytes]).toEqual([40, 60, 80]);
    const lives: (number | undefined)[][] = [];
    table.forEach((cohort, age, count) => lives.push([cohort, age, count]));
    expect(lives).toEqual([
      [0, undefined, 2],
      [0, 0, 1],
      [1, undefined, 1],
    ]);
  });

  it('loses no sample over any sequence of readings, also where a birth stands there twice', () => {
    const readings = fc.array(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 30 }), { maxLength: 8 });
    fc.assert(
      fc.property(readings, (sequence) => {
        const table = new LifeCounts();
        let live = NO_SAMPLES;
        sequence.forEach((births, reading) => {
          live = follow(live, births, table, reading);
          expect(table.aliveBetween(0, reading)).toBe(new Set(births).size);
          expect([...live.born]).toEqual([...new Set(births)].sort((a, b) => a - b));
        });
      }),
    );
  });
});
