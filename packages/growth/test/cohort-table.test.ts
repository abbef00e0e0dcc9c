import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CohortTable } from '../src/cohort-table.js';

const NEWEST = 12;

/** First and last reading of one sample; a last reading of NEWEST means alive. */
const lifeOfSample = fc
  .tuple(fc.integer({ min: 0, max: NEWEST }), fc.integer({ min: 0, max: NEWEST }))
  .map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }));

function tableOf(lives: readonly { first: number; last: number }[], newest: number): CohortTable {
  const table = new CohortTable();
  for (const { first, last } of lives) {
    table.addBirth(first);
    if (last < newest) table.addDeath(first, last);
  }
  return table;
}

function contents(table: CohortTable, newest: number): number[][] {
  return Array.from({ length: newest + 1 }, (_, cohort) => [
    table.aliveIn(cohort),
    ...Array.from({ length: newest + 1 }, (_, age) => table.deadAt(cohort, age)),
  ]);
}

describe('CohortTable', () => {
  it('counts the born as the alive and the dead', () => {
    const lives = [
      { first: 1, last: 3 },
      { first: 1, last: NEWEST },
      { first: 1, last: NEWEST },
    ];
    const table = tableOf(lives, NEWEST);
    expect(table.bornIn(1)).toBe(3);
    expect(table.aliveIn(1)).toBe(2);
    expect(table.deadAt(1, 2)).toBe(1);
    expect(table.bornIn(2)).toBe(0);
  });

  it('halved, is what it would be had only every second reading been made', () => {
    fc.assert(
      fc.property(fc.array(lifeOfSample, { maxLength: 40 }), (lives) => {
        const seenAtEven = lives
          .map(({ first, last }) => ({ first: Math.ceil(first / 2), last: Math.floor(last / 2) }))
          .filter(({ first, last }) => first <= last);
        const halved = tableOf(lives, NEWEST).halved();
        expect(contents(halved, NEWEST / 2)).toEqual(contents(tableOf(seenAtEven, NEWEST / 2), NEWEST / 2));
      }),
    );
  });
});
