import { describe, expect, it } from 'vitest';
import { everyReport } from './every-report.js';
import { forEver } from './site-examples.js';
import { siteOf } from './site-of.js';
import { ROUTE, type SyntheticSite, syntheticSeries, type SeriesOptions } from './synthetic-series.js';

const SEEDS = [1, 2, 3];
const behind = (round: number): number => 1 + 0.4 * round;
const queue: SyntheticSite = { name: 'enqueue', arrivals: () => 30, lifetime: behind };

/** What the captures one after the other say of `enqueue`. */
function lookAtQueue(sites: readonly SyntheticSite[], options: SeriesOptions) {
  return everyReport(syntheticSeries(sites, options)).map((report) => siteOf(report, 'enqueue'));
}

describe.each(SEEDS)('a queue (seed %i)', (seed) => {
  it('that falls behind is a backlog, and never a leak', () => {
    const looks = lookAtQueue([queue], { rounds: 24, seed });
    expect(looks.at(-1)).toMatchObject({ verdict: 'backlog', confirmed: true });
    expect(looks.at(-1)!.reason).toMatch(/^what is queued here waits \d\.\d times as long as before/);
    expect(looks.at(-1)!.caveat).toContain('a consumer that catches up ends it');
    expect(looks.at(-1)!.slope.perUnit).toBeGreaterThan(0);
    expect(looks.map(({ verdict }) => verdict)).not.toContain('leak');
  });

  it('that drains is a backlog no more', () => {
    const drains = (round: number): number =>
      round < 18 ? behind(round) : Math.max(1, behind(18) - 2 * (round - 18));
    const looks = lookAtQueue([{ ...queue, lifetime: drains }], { rounds: 36, seed });
    expect(looks.map(({ verdict }) => verdict)).toContain('backlog');
    expect(looks.at(-1)).toMatchObject({ retracted: true, confirmed: false });
    expect(looks.at(-1)!.verdict).not.toBe('backlog');
  });

  it('that is longer because there is more traffic is none', () => {
    const units = (round: number): number => 1000 * (1 + round / 8);
    const inFlight: SyntheticSite = {
      name: 'enqueue',
      arrivals: (round) => units(round) / 40,
      lifetime: () => 1.5,
    };
    const looks = lookAtQueue([inFlight], { rounds: 24, unitsPerRound: units, seed });
    expect(looks.at(-1)!.inuseSpace.at(-1)).toBeGreaterThan(2 * looks.at(-1)!.inuseSpace[4]!);
    expect(looks.map(({ verdict }) => verdict)).not.toContain('backlog');
  });

  it('that is left at random is none', () => {
    const lifetime: SyntheticSite['lifetime'] = (_, random) => -3 * Math.log(1 - random());
    const looks = lookAtQueue([{ ...queue, lifetime }], { rounds: 30, seed });
    expect(looks.map(({ verdict }) => verdict)).not.toContain('backlog');
  });
});

describe('memory that stays beside what passes by', () => {
  // With this seed the ages of what is there grow as those of a queue do.
  it.each([1, 2])('is no queue (what passes stays for %i rounds)', (life) => {
    const stack: SyntheticSite['stack'] = () => ['enqueue', ROUTE];
    const sites: SyntheticSite[] = [
      { name: 'passing', arrivals: () => 30, lifetime: () => life, stack },
      { name: 'staying', arrivals: (round) => (round < 16 ? 4 : 0), lifetime: forEver, stack },
    ];
    const verdicts = lookAtQueue(sites, { rounds: 26, seed: 4 }).map(({ verdict }) => verdict);
    expect(verdicts).not.toContain('backlog');
  });
});
