import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CohortTable } from '../src/cohort-table.js';
import { followSamples, NO_SAMPLES, sortedByBirth } from '../src/live-samples.js';

function columns(births: readonly number[]) {
  return sortedByBirth(Float64Array.from(births), new Int32Array(births.length));
}

describe('followSamples', () => {
  it('tells survivors, births and deaths by birth alone', () => {
    const table = new CohortTable();
    const tableOf = (): CohortTable => table;
    const first = columns([30, 10, 20]);
    followSamples(NO_SAMPLES, first, { reading: 0, tableOf });
    const second = columns([40, 20, 30]);
    followSamples(first, second, { reading: 1, tableOf });
    expect([...second.born]).toEqual([20, 30, 40]);
    expect([...second.cohort]).toEqual([0, 0, 1]);
    expect(table.deadAt(0, 0)).toBe(1);
    expect(table.aliveIn(0)).toBe(2);
    expect(table.aliveIn(1)).toBe(1);
  });

  it('loses no sample over any sequence of readings', () => {
    const readings = fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 30 }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(readings, (sequence) => {
        const table = new CohortTable();
        let live = NO_SAMPLES;
        sequence.forEach((births, reading) => {
          const next = columns(births);
          followSamples(live, next, { reading, tableOf: () => table });
          live = next;
          let alive = 0;
          for (let cohort = 0; cohort <= reading; cohort++) alive += table.aliveIn(cohort);
          expect(alive).toBe(births.length);
        });
      }),
    );
  });
});
