import { type GrowthReport, isFinding, type SiteReport, type Verdict } from '@heaptide/growth';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  buffersOf,
  readFlags,
  type SiteId,
  SiteNumbering,
  TREND_POINTS,
  VERDICTS,
} from '../../src/engine/site-columns.js';
import { sampleReport, sampleSite } from '../sample-report.js';

interface Trait {
  readonly name: string;
  readonly line: number;
  readonly external: boolean;
  readonly verdict: Verdict;
  readonly confirmed: boolean;
  readonly retracted: boolean;
  readonly part: boolean;
  readonly group: number;
  readonly perUnit: number;
  readonly perSecond: number;
  readonly spread: number;
  readonly bytes: number;
}

const trait: fc.Arbitrary<Trait> = fc.record({
  name: fc.constantFrom('a', 'b', 'c', '__proto__', '', 'constructor'),
  line: fc.integer({ min: 0, max: 3 }),
  external: fc.boolean(),
  verdict: fc.constantFrom(...VERDICTS),
  confirmed: fc.boolean(),
  retracted: fc.boolean(),
  part: fc.boolean(),
  group: fc.integer({ min: 0, max: 9 }),
  perUnit: fc.oneof(fc.constant(0), fc.integer({ min: -1e6, max: 1e6 })),
  perSecond: fc.integer({ min: -1e6, max: 1e6 }),
  spread: fc.nat(1e5),
  bytes: fc.integer({ min: 0, max: 2 ** 40 }),
});
const place = ({ name, line, external }: Pick<Trait, 'name' | 'line' | 'external'>) =>
  `${external} ${line} ${name}`;
const traits = fc.uniqueArray(trait, { selector: place, maxLength: 12 });
const counts = fc.integer({ min: 1, max: 300 });

function siteOf(traitOf: Trait, captures: number): SiteReport {
  const { name, line, external, verdict, confirmed, retracted, part, group } = traitOf;
  const { perUnit, perSecond, spread, bytes } = traitOf;
  return sampleSite(
    {
      name,
      file: '/app/x.js',
      line,
      verdict,
      start: bytes,
      changes: {
        confirmed,
        retracted,
        slope: { perUnit, perSecond, low: perUnit - spread, high: perUnit + spread },
        ...(part ? { part: { bytes: 1 } as unknown as NonNullable<SiteReport['part']> } : {}),
        ...(group === 0 ? {} : { group }),
        ...(external ? { kind: 'external' } : {}),
      },
    },
    captures,
  );
}

const reportOf = (all: readonly Trait[], captures: number, changes: Partial<GrowthReport> = {}) =>
  sampleReport(captures, { sites: all.map((each) => siteOf(each, captures)), ...changes });

describe('columns', () => {
  test('have a row for every site, in the order of the report, with all that the report says of it', () => {
    fc.assert(
      fc.property(traits, counts, (all, captures) => {
        const report = reportOf(all, captures);
        const numbering = new SiteNumbering();
        const { columns, added } = numbering.number(report);
        expect(columns.length).toBe(all.length);
        report.sites.forEach((site, row) => {
          const id = columns.ids[row] as SiteId;
          expect(added[id]).toMatchObject({ function: site.function, file: site.file, line: site.line });
          expect(added[id]!.kind).toBe(site.kind);
          expect(numbering.site(id)).toBe(site);
          expect(VERDICTS[columns.verdicts[row]!]).toBe(site.verdict);
          expect(readFlags(columns.flags[row]!)).toEqual({
            confirmed: site.confirmed,
            retracted: site.retracted,
            isPart: site.part !== undefined,
          });
          expect(columns.groups[row]).toBe(isFinding(site) ? (site.group ?? 0) : 0);
          expect(columns.inuse[row]).toBe(site.inuseSpace.at(-1));
        });
      }),
    );
  });

  test('figures of growth are NaN where nothing grows, and per unit only where work is counted', () => {
    fc.assert(
      fc.property(traits, fc.constantFrom('sessions', 'second'), (all, unit) => {
        const { columns } = new SiteNumbering().number(reportOf(all, 3, { unit }));
        all.forEach(({ perUnit, perSecond, spread }, row) => {
          const grows = perUnit !== 0;
          expect(Number.isNaN(columns.perMinute[row])).toBe(!grows);
          expect(Number.isNaN(columns.perMinuteError[row])).toBe(!grows);
          expect(Number.isNaN(columns.perUnit[row])).toBe(!grows || unit === 'second');
          if (!grows) return;
          expect(columns.perMinute[row]).toBe(perSecond * 60);
          // The interval of the growth per minute is as wide, for its size, as that of the growth per unit.
          expect(columns.perMinuteError[row]).toBeCloseTo(Math.abs((perSecond * 60 * spread) / perUnit), 2);
        });
      }),
    );
  });

  test('a trend is means of the last captures: between their bounds, the newest always in, never more than 20', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 2 ** 24 }), { minLength: 1, maxLength: 300 }),
        (series) => {
          const site = sampleSite(
            { name: 'a', file: 'a.js', changes: { inuseSpace: series, inuseObjects: series } },
            series.length,
          );
          const { columns } = new SiteNumbering().number(sampleReport(series.length, { sites: [site] }));
          const { points, trends } = columns;
          expect(points).toBe(Math.min(TREND_POINTS, series.length));
          expect(trends).toHaveLength(points);
          const seen = series.slice(-120);
          const shares = Array.from(
            { length: points },
            (_, i) => Math.floor(((i + 1) * seen.length) / points) - Math.floor((i * seen.length) / points),
          );
          // Means, weighed by what falls on each, are the mean of all: nothing is left out or counted twice.
          const total = trends.reduce((sum, mean, i) => sum + mean * shares[i]!, 0);
          const whole = seen.reduce((sum, bytes) => sum + bytes, 0);
          expect(Math.abs(total - whole)).toBeLessThanOrEqual(1e-6 * whole + 1);
          for (const mean of trends) {
            expect(mean).toBeGreaterThanOrEqual(Math.fround(Math.min(...seen)));
            expect(mean).toBeLessThanOrEqual(Math.fround(Math.max(...seen)));
          }
          const newest = seen.slice(-shares.at(-1)!);
          expect(trends.at(-1)).toBe(
            Math.fround(newest.reduce((sum, bytes) => sum + bytes, 0) / newest.length),
          );
        },
      ),
    );
  });

  test('go to another thread as they are, and every column has a buffer of its own', () => {
    const { columns } = new SiteNumbering().number(sampleReport(30));
    const copy = structuredClone(columns);
    const buffers = buffersOf(columns);
    expect(new Set(buffers).size).toBe(
      Object.values(columns).filter((column) => ArrayBuffer.isView(column)).length,
    );
    const moved = structuredClone(columns, { transfer: buffers });
    expect(moved).toEqual(copy);
    expect(columns.inuse).toHaveLength(0);
  });
});

describe('numbers', () => {
  test('a site keeps its number through all reports, no two have one, and none is given twice', () => {
    fc.assert(
      fc.property(fc.array(traits, { minLength: 1, maxLength: 6 }), (reports) => {
        const numbering = new SiteNumbering();
        const known = new Map<string, number>();
        let frames = 0;
        for (const all of reports) {
          const { columns, added } = numbering.number(reportOf(all, 2));
          const before = new Set(known.values());
          all.forEach((each, row) => {
            const id = columns.ids[row]!;
            const knownAs = known.get(place(each));
            if (knownAs === undefined) expect(before.has(id)).toBe(false);
            else expect(id).toBe(knownAs);
            known.set(place(each), id);
          });
          expect(new Set(known.values()).size).toBe(known.size);
          frames += added.length;
          expect(frames).toBe(known.size);
        }
      }),
    );
  });

  test('a site that the newest report does not have is not found, nor one that never was', () => {
    const numbering = new SiteNumbering();
    const all = sampleReport(3);
    const { columns } = numbering.number(all);
    numbering.number({ ...all, sites: all.sites.slice(1).reverse() });
    expect(numbering.site(columns.ids[0] as SiteId)).toBeUndefined();
    expect(numbering.site(columns.ids[1] as SiteId)).toBe(all.sites[1]);
    expect(numbering.site(99 as SiteId)).toBeUndefined();
    expect(numbering.site(-1 as SiteId)).toBeUndefined();
  });

  test('memory outside the heap has sites of its own', () => {
    const { sites } = sampleReport(3);
    const outside = { ...sites[0]!, kind: 'external' as const };
    const { columns, added } = new SiteNumbering().number(sampleReport(3, { sites: [sites[0]!, outside] }));
    expect([...columns.ids]).toEqual([0, 1]);
    expect(added.map(({ kind }) => kind)).toEqual([undefined, 'external']);
  });
});
