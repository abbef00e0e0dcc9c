import type { Capture } from '@heaptide/profile';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GrowthReport, judgeSeries, type SiteReport } from '../src/index.js';
import { arbitrarySites } from './arbitrary-site.js';
import { rebuildCapture } from './rebuild-capture.js';
import { randomNumbers, type SyntheticSite, syntheticSeries } from './synthetic-series.js';

const seed = fc.integer({ min: 1, max: 2 ** 30 });
const rounds = fc.integer({ min: 5, max: 24 });
const series = fc
  .tuple(arbitrarySites, rounds, seed)
  .map(([sites, rounds, seed]) => syntheticSeries(sites, { rounds, seed }));
const RUNS = { numRuns: 60 };

/** Sites by name: sites of equal growth may stand in either order. */
function byName({ sites }: GrowthReport): SiteReport[] {
  return [...sites].sort((a, b) => (a.function < b.function ? -1 : 1));
}

/** Functions of findings. */
function findingsOf({ sites }: GrowthReport): string[] {
  return sites
    .filter(({ verdict }) => verdict === 'leak' || verdict === 'backlog')
    .map((site) => site.function);
}

function shuffled(seed: number): (length: number) => number[] {
  const random = randomNumbers(seed);
  return (length) =>
    Array.from({ length }, (_, i) => ({ i, key: random() }))
      .sort((a, b) => a.key - b.key)
      .map(({ i }) => i);
}

describe('laws', () => {
  it('the order of sites and samples does not matter', () => {
    fc.assert(
      fc.property(series, seed, (captures, seed) => {
        const order = shuffled(seed);
        const other = judgeSeries(captures.map((capture) => rebuildCapture(capture, { order })));
        const report = judgeSeries(captures);
        expect({ ...other, sites: byName(other) }).toEqual({ ...report, sites: byName(report) });
      }),
      RUNS,
    );
  });

  it('scaling values scales slopes, and changes no verdict', () => {
    fc.assert(
      fc.property(series, fc.constantFrom(2, 4, 64), (captures, scale) => {
        const scaled = byName(judgeSeries(captures.map((capture) => rebuildCapture(capture, { scale }))));
        byName(judgeSeries(captures)).forEach(({ verdict, confirmed, slope }, i) => {
          expect(scaled[i]).toMatchObject({ verdict, confirmed });
          for (const figure of ['perUnit', 'low', 'high', 'perSecond'] as const) {
            expect(scaled[i]!.slope[figure]).toBeCloseTo(slope[figure] * scale, 6);
          }
        });
      }),
      RUNS,
    );
  });

  it('units of another size scale the slope per unit, and change nothing else', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 2, max: 50 }), (captures, size) => {
        const counted = captures.map(({ profile, metadata }) => ({
          profile,
          metadata: { ...metadata!, work: { sessions: metadata!.work.sessions! * size } },
        }));
        const larger = byName(judgeSeries(counted));
        byName(judgeSeries(captures)).forEach(({ verdict, confirmed, slope, evidence }, i) => {
          expect(larger[i]).toMatchObject({ verdict, confirmed, evidence });
          expect(larger[i]!.slope.perUnit).toBeCloseTo(slope.perUnit / size, 6);
          expect(larger[i]!.slope.perSecond).toBeCloseTo(slope.perSecond, 6);
        });
      }),
      RUNS,
    );
  });

  it('flat readings make no leak: the same samples again, after more work', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 4 }), (captures, flat) => {
        const before = findingsOf(judgeSeries(captures));
        const longer = [...captures];
        for (let i = 0; i < flat; i++) longer.push(flatReading(longer));
        for (const found of findingsOf(judgeSeries(longer))) expect(before).toContain(found);
      }),
      { numRuns: 300 },
    );
  });

  it('a strong leak is found in every second capture, too', () => {
    const leak: SyntheticSite = { name: 'leak', arrivals: () => 10, lifetime: () => Infinity };
    fc.assert(
      fc.property(arbitrarySites, seed, (sites, seed) => {
        const captures = syntheticSeries([leak, ...sites], { rounds: 36, seed });
        for (const some of [captures, captures.filter((_, i) => i % 2 === 1)]) {
          const found = judgeSeries(some).sites.find((site) => site.function === 'leak');
          expect(found).toMatchObject({ verdict: 'leak', confirmed: true });
        }
      }),
      RUNS,
    );
  });
});

/** The newest capture once more, as a round later in which nothing was kept and nothing freed. */
function flatReading(captures: readonly Capture[]): Capture {
  const [before, last] = captures.slice(-2).map(({ metadata }) => metadata!) as [Metadata, Metadata];
  const later = (figure: (metadata: Metadata) => number): number => 2 * figure(last) - figure(before);
  return {
    profile: captures.at(-1)!.profile,
    metadata: {
      ...last,
      time: new Date(later(({ time }) => Date.parse(time))).toISOString(),
      clock: later(({ clock }) => clock),
      work: { sessions: later(({ work }) => work.sessions!), requests: later(({ work }) => work.requests!) },
    },
  };
}

type Metadata = NonNullable<Capture['metadata']>;
