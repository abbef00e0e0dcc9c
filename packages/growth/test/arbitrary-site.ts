import fc from 'fast-check';
import type { SyntheticSite } from './synthetic-series.js';

const lifetime = fc.oneof(
  fc.constant(() => Infinity),
  fc.double({ min: 0.2, max: 12, noNaN: true }).map((rounds) => () => rounds),
  fc
    .double({ min: 0.2, max: 6, noNaN: true })
    .map((mean) => (_: number, random: () => number) => -mean * Math.log(1 - random())),
);

const arrivals = fc
  .record({ rate: fc.double({ min: 0.2, max: 12, noNaN: true }), until: fc.constantFrom(4, 8, Infinity) })
  .map(
    ({ rate, until }) =>
      (round: number) =>
        round < until ? rate : 0,
  );

/** One to five sites that leak, churn, fill up or stop. */
export const arbitrarySites: fc.Arbitrary<SyntheticSite[]> = fc
  .array(fc.record({ arrivals, lifetime }), { minLength: 1, maxLength: 5 })
  .map((sites) => sites.map((site, i) => ({ ...site, name: `site${i}` })));
