import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CohortTable } from '../src/cohort-table.js';
import { LifeCounts } from '../src/life-counts.js';

const NEWEST = 12;

/** First and last reading of one sample; a last reading of NEWEST means alive. */
interface Life {
  readonly first: number;
  readonly last: number;
}

const lifeOfSample: fc.Arbitrary<Life> = fc
  .tuple(fc.integer({ min: 0, max: NEWEST }), fc.integer({ min: 0, max: NEWEST }))
  .map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }));

function countsOf(lives: readonly Life[], newest: number): LifeCounts {
  const counts = new LifeCounts();
  for (const { first, last } of lives) {
    counts.addBirth(first);
    if (last < newest) counts.addDeath(first, last);
  }
  return counts;
}

function contents(counts: LifeCounts, newest: number): number[][] {
  const table = new CohortTable(newest, [counts]);
  return Array.from({ length: newest + 1 }, (_, cohort) => [
    table.aliveIn(cohort),
    ...Array.from({ length: newest + 1 - cohort }, (_, age) => table.deadAt(cohort, age)),
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

  it('of several counts is that of all their samples', () => {
    const lives = fc.array(lifeOfSample, { maxLength: 20 });
    fc.assert(
      fc.property(lives, lives, (some, others) => {
        const together = new CohortTable(NEWEST, [countsOf([...some, ...others], NEWEST)]);
        const apart = new CohortTable(NEWEST, [countsOf(some, NEWEST), countsOf(others, NEWEST)]);
        expect(apart).toEqual(together);
      }),
    );
  });
});

describe('LifeCounts', () => {
  it('halved, is what it would be had only every second reading been made', () => {
    fc.assert(
      fc.property(fc.array(lifeOfSample, { maxLength: 40 }), (lives) => {
        const seenAtEven = lives
          .map(({ first, last }) => ({ first: Math.ceil(first / 2), last: Math.floor(last / 2) }))
          .filter(({ first, last }) => first <= last);
        const halved = countsOf(lives, NEWEST).halved();
        const expected = countsOf(seenAtEven, NEWEST / 2);
        expect(contents(halved, NEWEST / 2)).toEqual(contents(expected, NEWEST / 2));
        expect(halved.total).toBe(expected.total);
      }),
    );
  });
});
