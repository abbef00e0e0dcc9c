import fc from 'fast-check';
import { expect, test } from 'vitest';
import { growingPods, mergeSites } from '../../src/workload/model/merge-sites.js';
import { growingAt, growthOf, sampleRow } from './sample-state.js';
import { judgeWorkload } from '../../src/workload/model/judge-workload.js';

test('counts pods by what the site is in each, and says the gravest', () => {
  const sites = mergeSites([
    growthOf([growingAt('a')]),
    growthOf([growingAt('a', { confirmed: false, perUnit: 100, perSecond: 1 })]),
    growthOf([growingAt('a', { verdict: 'backlog' }), growingAt('b', { verdict: 'growing' })]),
    growthOf([growingAt('a', { verdict: 'growing', confirmed: false })]),
  ]);
  expect(sites.map((site) => [site.function, site.verdict])).toEqual([
    ['a', 'leak'],
    ['b', 'growing'],
  ]);
  expect(sites[0]).toMatchObject({ leaks: 2, backlogs: 1, growing: 1, confirmed: 2, perSecond: 39_001 });
  expect(sites[0]!.perUnit).toEqual({ median: 3174, least: 100, most: 3174 });
});

test('functions of one line are one site, and a pod counts once with all their bytes', () => {
  const here = { file: '/app/min.js', line: 1 };
  const [site, ...others] = mergeSites([
    growthOf([
      growingAt('', { ...here, column: 5 }),
      growingAt('', { ...here, column: 900, verdict: 'growing' }),
    ]),
  ]);
  expect(others).toEqual([]);
  expect(site).toMatchObject({ leaks: 1, growing: 0, perSecond: 26_000, perUnit: { median: 6348 } });
});

test('heap and external memory of one function are two sites', () => {
  expect(mergeSites([growthOf([growingAt('a'), growingAt('a', { kind: 'external' })])])).toHaveLength(2);
});

test('bytes per unit are those of the pods that count in the unit of most', () => {
  const [site] = mergeSites([
    growthOf([growingAt('a', { perUnit: 10 })]),
    growthOf([growingAt('a', { perUnit: 30 })]),
    growthOf([growingAt('a', { perUnit: 9000 })], { unit: 'second' }),
  ]);
  expect([site!.unit, site!.perUnit]).toEqual(['sessions', { median: 20, least: 10, most: 30 }]);
});

test('in whatever order pods come, they merge to the same', () => {
  const growth = fc
    .array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 9 })), { maxLength: 3 })
    .map((found) =>
      growthOf(
        [...new Map(found)].map(([name, perUnit]) => growingAt(name, { perUnit, perSecond: perUnit })),
      ),
    );
  fc.assert(
    fc.property(fc.array(growth, { maxLength: 8 }), (pods) => {
      const byName = (list: typeof pods) =>
        mergeSites(list)
          .map((site) => [site.function, growingPods(site), site.perSecond, site.perUnit])
          .sort();
      expect(byName(pods.toReversed())).toEqual(byName(pods));
    }),
  );
});

test('a workload leaks when one pod has a confirmed leak; a suspicion is none', () => {
  const confirmed = sampleRow('a', { growth: growthOf([growingAt('x')]) });
  const suspect = sampleRow('b', { growth: growthOf([growingAt('x', { confirmed: false })]) });
  const clean = sampleRow('c', { growth: growthOf([], { workPerSecond: 2 }) });
  const young = sampleRow('d', { growth: growthOf([], { verdict: 'inconclusive' }), isJudged: false });
  expect(judgeWorkload([confirmed, clean, young])).toMatchObject({
    verdict: 'leak',
    found: 1,
    judged: 2,
    answering: 3,
    alone: { pod: 'a', unit: 'sessions', workPerSecond: 55.1, othersPerSecond: 2 },
  });
  expect(judgeWorkload([suspect, clean])).toMatchObject({ verdict: 'inconclusive', found: 0, suspect: 1 });
  expect(judgeWorkload([clean, clean]).verdict).toBe('clean');
  expect(judgeWorkload([clean, young]).verdict).toBe('inconclusive');
  expect(judgeWorkload([]).verdict).toBe('inconclusive');
});
