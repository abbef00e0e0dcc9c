import type { SiteReport } from '@heaptide/growth';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Grouping,
  GROUPINGS,
  groupSites,
  renderGrowthJson,
  renderGrowthText,
} from '../../src/growth/index.js';
import { frame, growthOf, leakOf, siteOf } from './sample-growth.js';

const whole = fc.integer({ min: 0, max: 1_000_000 });
const anySite: fc.Arbitrary<SiteReport> = fc
  .record({
    name: fc.constantFrom('a', 'b', '(anonymous)'),
    file: fc.constantFrom('/app/a.js', '/app/node_modules/@x/y/i.js', 'node:events', ''),
    line: fc.integer({ min: 1, max: 3 }),
    caller: fc.constantFrom('main', 'other'),
    verdict: fc.constantFrom('leak', 'backlog', 'growing', 'bounded', 'flat', 'shrinking', 'new'),
    space: fc.tuple(whole, whole, whole),
    objects: fc.tuple(whole, whole, whole),
    perUnit: whole,
    margin: whole,
  })
  .map(({ name, file, line, caller, verdict, space, objects, perUnit, margin }) => {
    const own = frame(name, file, line);
    return siteOf({
      ...own,
      path: [frame(caller, '/app/main.js'), own],
      verdict,
      inuseSpace: space,
      inuseObjects: objects,
      slope: { perUnit, low: perUnit - margin, high: perUnit + 2 * margin, perSecond: perUnit / 8 },
    });
  });
const someSites = fc.array(anySite, { minLength: 1, maxLength: 30 });
const anyGrouping = fc.constantFrom(...GROUPINGS);

function total<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((sum, one) => sum + of(one), 0);
}

describe('grouping', () => {
  it('changes no sum', () => {
    fc.assert(
      fc.property(someSites, anyGrouping, (sites, by) => {
        const groups = groupSites(sites, by);
        expect(total(groups, (group) => group.sites)).toBe(sites.length);
        for (const at of [0, 1, 2]) {
          expect(total(groups, ({ inuseSpace }) => inuseSpace[at]!)).toBe(
            total(sites, ({ inuseSpace }) => inuseSpace[at]!),
          );
          expect(total(groups, ({ inuseObjects }) => inuseObjects[at]!)).toBe(total(sites, ({ inuseObjects }) => inuseObjects[at]!)); // prettier-ignore
        }
        expect(total(groups, ({ slope }) => slope.perUnit)).toBe(total(sites, ({ slope }) => slope.perUnit));
        expect(total(groups, ({ slope }) => slope.perSecond)).toBe(
          total(sites, ({ slope }) => slope.perSecond),
        );
        for (const side of ['low', 'high'] as const) {
          const variance = ({ slope }: Pick<SiteReport, 'slope'>) => (slope.perUnit - slope[side]) ** 2;
          expect(total(groups, variance) / Math.max(1, total(sites, variance))).toBeCloseTo(
            Number(total(sites, variance) > 0),
          );
        }
      }),
    );
  });

  it('does not depend on the order', () => {
    fc.assert(
      fc.property(
        someSites.chain((sites) =>
          fc.tuple(fc.constant(sites), fc.shuffledSubarray(sites, { minLength: sites.length })),
        ),
        anyGrouping,
        ([sites, shuffled], by) => {
          const strip = (all: readonly SiteReport[]) =>
            groupSites(all, by).map(({ slope, ...group }) => ({ ...group, slope: { ...slope, low: Math.round(slope.low), high: Math.round(slope.high) } })); // prettier-ignore
          expect(strip(shuffled)).toEqual(strip(sites));
        },
      ),
    );
  });

  it('has the worst verdict of its sites, and is sorted by it', () => {
    const worstFirst = ['leak', 'backlog', 'growing', 'new', 'bounded', 'flat', 'shrinking'];
    fc.assert(
      fc.property(someSites, anyGrouping, (sites, by) => {
        const ranks = groupSites(sites, by).map(({ verdict }) => worstFirst.indexOf(verdict));
        expect(ranks[0]).toBe(Math.min(...sites.map(({ verdict }) => worstFirst.indexOf(verdict))));
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      }),
    );
  });

  it('ends series of different lengths with the same capture', () => {
    const [group] = groupSites([siteOf({ inuseSpace: [1, 2, 3] }), siteOf({ inuseSpace: [10] })], 'file');
    expect(group!.inuseSpace).toEqual([1, 2, 13]);
  });

  it.each<[Grouping, string[]]>([
    [
      'site',
      [
        'get /app/node_modules/x/a.js:1:3',
        'get /app/node_modules/x/a.js:2:3',
        'get /app/node_modules/x/b.js:1:3',
        'own /app/own.js:5:3',
      ],
    ],
    ['function', ['get /app/node_modules/x/a.js', 'get /app/node_modules/x/b.js', 'own /app/own.js']],
    ['file', ['/app/node_modules/x/a.js', '/app/node_modules/x/b.js', '/app/own.js']],
    ['package', ['(application)', 'x']],
    ['path', ['handle <- main /app/server.js:9:3', 'own <- handle /app/own.js:5:3']],
  ])('by %s', (by, expected) => {
    const route = [frame('main', '/app/main.js', 2), frame('handle', '/app/server.js', 9)];
    const sites = [
      frame('get', '/app/node_modules/x/a.js', 1),
      frame('get', '/app/node_modules/x/a.js', 2),
      frame('get', '/app/node_modules/x/b.js', 1),
      frame('own', '/app/own.js', 5),
    ].map((own) => siteOf({ ...own, path: [...route, own] }));
    const names = groupSites(sites, by).map(({ name, place }) =>
      place === undefined ? name : `${name} ${place}`,
    );
    expect(names.sort()).toEqual(expected);
  });

  it('stands in the table and, beside the sites, in the JSON', () => {
    const report = growthOf([leakOf(), siteOf(), siteOf({ file: '/app/node_modules/@x/y/i.js' })]);
    const text = renderGrowthText(report, { groupBy: 'package' });
    expect(text).toContain(`VERDICT  PACKAGE        SITES    IN USE    PER REQUEST (95%)  PER MINUTE
leak     (application)      2  2.50 MiB  +398 B (377 to 419)   +1.54 MiB
`);
    expect(text).toContain('\n1 more package: 1 flat\n');
    const { groups, groupBy, ...rest } = JSON.parse(renderGrowthJson(report, { groupBy: 'package' })) as Record<string, unknown>; // prettier-ignore
    expect(rest).toEqual(report);
    expect(groupBy).toBe('package');
    expect(groups).toMatchObject([
      { name: '(application)', sites: 2, verdict: 'leak', confirmed: true },
      { name: '@x/y', sites: 1, verdict: 'flat', confirmed: false },
    ]);
  });
});

it('the JSON without grouping is the report, and ends in a line feed', () => {
  const report = growthOf([leakOf()]);
  const text = renderGrowthJson(report);
  expect(JSON.parse(text)).toEqual(report);
  expect(text.endsWith('}\n')).toBe(true);
});
