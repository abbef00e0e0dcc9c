import fc from 'fast-check';
import { LifeCounts } from '../src/life-counts.js';

/** Number of the newest reading; even, so that readings can be halved. */
export const NEWEST = 12;

/** First and last reading of one sample; a last reading of {@link NEWEST} means alive. */
export interface SampleLife {
  readonly first: number;
  readonly last: number;
}

const reading = fc.integer({ min: 0, max: NEWEST });

export const arbitraryLives: fc.Arbitrary<SampleLife[]> = fc.array(
  fc.tuple(reading, reading).map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) })),
  { maxLength: 40 },
);

export function countsOf(lives: readonly SampleLife[], newest: number): LifeCounts {
  const counts = new LifeCounts();
  for (const { first, last } of lives) {
    counts.addBirth(first);
    if (last < newest) counts.addDeath(first, last);
  }
  return counts;
}
