import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CohortTable } from '../src/cohort-table.js';
import { LifeCounts } from '../src/life-counts.js';
import { arbitraryLives, countsOf, NEWEST } from './sample-lives.js';

function contents(counts: LifeCounts, newest: number): number[][] {
  const table = new CohortTable(newest, [counts]);
  return Array.from({ length: newest + 1 }, (_, cohort) => [
    table.aliveIn(cohort),
    ...Array.from({ length: newest + 1 - cohort }, (_, age) => table.deadAt(cohort, age)),
  ]);
}

describe('LifeCounts', () => {
  it('has as many as the lives that were entered', () => {
    fc.assert(
      fc.property(
        arbitraryLives,
        fc.integer({ min: 0, max: NEWEST }),
        fc.integer({ min: 0, max: NEWEST }),
        (lives, from, until) => {
          const counts = countsOf(lives, NEWEST);
          const alive = lives.filter(({ last }) => last === NEWEST);
          expect(counts.total).toBe(lives.length);
          expect(counts.alive).toBe(alive.length);
          expect(counts.bornIn(from)).toBe(lives.filter(({ first }) => first === from).length);
          expect(counts.aliveBetween(from, until)).toBe(
            alive.filter(({ first }) => first >= from && first <= until).length,
          );
        },
      ),
    );
  });

  it('tells every life once', () => {
    fc.assert(
      fc.property(arbitraryLives, (lives) => {
        const told: string[] = [];
        countsOf(lives, NEWEST).forEach((cohort, age, count) => {
          for (let n = 0; n < count; n++) told.push(`${cohort} ${age === undefined ? NEWEST : cohort + age}`);
        });
        expect(told.sort()).toEqual(lives.map(({ first, last }) => `${first} ${last}`).sort());
      }),
    );
  });

  it('halved, is what it would be had only every second reading been made', () => {
    fc.assert(
      fc.property(arbitraryLives, (lives) => {
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
