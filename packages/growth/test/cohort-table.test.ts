import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CohortTable } from '../src/cohort-table.js';
import type { LifeCounts } from '../src/life-counts.js';
import { arbitraryLives, countsOf, NEWEST } from './sample-lives.js';

function contents(counts: readonly LifeCounts[]): number[][] {
  const table = new CohortTable(NEWEST, counts);
  return Array.from({ length: NEWEST + 1 }, (_, cohort) => [
    table.total,
    table.bornIn(cohort),
    table.aliveIn(cohort),
    ...Array.from({ length: NEWEST + 1 - cohort }, (_, age) => table.deadAt(cohort, age)),
  ]);
}

describe('CohortTable', () => {
  it('counts the born as the alive and the dead', () => {
    const lives = [
      { first: 1, last: 3 },
      { first: 1, last: NEWEST },
      { first: 1, last: NEWEST },
    ];
    const table = new CohortTable(NEWEST, [countsOf(lives, NEWEST)]);
    expect(table.bornIn(1)).toBe(3);
    expect(table.aliveIn(1)).toBe(2);
    expect(table.deadAt(1, 2)).toBe(1);
    expect(table.bornIn(2)).toBe(0);
    expect(table.total).toBe(3);
    expect([...table.liveCounts()].slice(0, 6)).toEqual([0, 3, 3, 3, 2, 2]);
  });

  it('has at each reading those alive that were born by then and die later', () => {
    fc.assert(
      fc.property(arbitraryLives, (lives) => {
        const live = Array.from(
          { length: NEWEST + 1 },
          (_, reading) => lives.filter(({ first, last }) => first <= reading && reading <= last).length,
        );
        expect([...new CohortTable(NEWEST, [countsOf(lives, NEWEST)]).liveCounts()]).toEqual(live);
      }),
    );
  });

  it('of several counts is that of all their samples', () => {
    fc.assert(
      fc.property(arbitraryLives, arbitraryLives, (some, others) => {
        const together = contents([countsOf([...some, ...others], NEWEST)]);
        expect(contents([countsOf(some, NEWEST), countsOf(others, NEWEST)])).toEqual(together);
      }),
    );
  });
});
