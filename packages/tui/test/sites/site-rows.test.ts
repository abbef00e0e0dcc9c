import type { GrowthReport } from '@heaptide/growth';
import { expect, test } from 'vitest';
import { type SiteFrame, SiteNumbering } from '../../src/engine/site-columns.js';
import { baselineOf } from '../../src/sites/baseline.js';
import { SORT_COLUMNS, type SortColumn } from '../../src/sites/row-order.js';
import { RowSource } from '../../src/sites/row-source.js';
import type { SiteRows } from '../../src/sites/site-rows.js';
import { sampleReport, type SampleSite, sampleSite } from '../sample-report.js';
import { sampleRows } from '../sample-rows.js';

const names = (rows: SiteRows) => rows.slice(0, rows.length).map(({ name }) => name.text);

test('a row carries figures with their errors', () => {
  const row = sampleRows().at(0)!;
  expect(row).toMatchObject({
    verdict: 'leak',
    confirmed: true,
    inuse: 100_000 + 13 * 276_000,
    growth: { change: 1_656_000, perUnit: 182 },
  });
  expect(row.inuseError).toBeCloseTo(1.96 * Math.sqrt(32_768 * row.inuse));
  expect(row.growth.error).toBeCloseTo((1_656_000 * 14) / 182);
  expect(Array.from(row.trend)).toEqual(Array.from({ length: 14 }, (_, i) => 100_000 + i * 276_000));
});

test('without a work counter nothing is per unit', () => {
  const row = sampleRows({ report: sampleReport(14, { unit: 'second' }) }).at(0)!;
  expect(row.growth.perUnit).toBeUndefined();
  expect(row.growth.change).toBe(1_656_000);
});

test('hostile and missing names are safe in every form', () => {
  const site = sampleSite({ name: '', file: '/app/\u001B[2J\u202Eevil.js' }, 2);
  const row = sampleRows({ report: sampleReport(2, { sites: [site] }) }).at(0)!;
  expect(row.name.text).toBe('(anonymous)');
  expect(row.place).toBe('/app/␛[2J<U+202E>evil.js:41:10');
  expect(row.location.text).toBe('app/␛[2J<U+202E>evil.js:41');
});

test('external memory is told apart from the heap at the same place', () => {
  const site = sampleSite({ name: 'read', file: 'a.js' }, 1);
  const rows = sampleRows({ report: sampleReport(1, { sites: [site, { ...site, kind: 'external' }] }) });
  expect(names(rows)).toEqual(['read', 'read (external)']);
  expect(rows.idAt(0)).not.toBe(rows.idAt(1));
});

test('a site without a file is native', () => {
  const sites = [sampleSite({ name: 'set', file: '', line: 0 }, 1)];
  const row = sampleRows({ report: sampleReport(1, { sites }) }).at(0)!;
  expect([row.place, row.location.text]).toEqual(['(native)', '(native)']);
});

test('a site keeps its number from report to report, and only new ones are added', () => {
  const numbering = new SiteNumbering();
  const first = numbering.number(sampleReport(10));
  const extra = sampleSite({ name: 'late', file: 'late.js' }, 11);
  const report = sampleReport(11);
  const second = numbering.number({ ...report, sites: [extra, ...report.sites] });
  expect(second.added).toEqual([{ function: 'late', file: 'late.js', line: 41, column: 10 }]);
  expect(Array.from(second.columns.ids)).toEqual([7, ...first.columns.ids]);
  expect(numbering.site(second.columns.ids[0] as never)?.function).toBe('late');
  numbering.number(report);
  expect(numbering.site(second.columns.ids[0] as never)).toBeUndefined();
});

test('growth counts from the baseline, per unit of the work done since', () => {
  const numbering = new SiteNumbering();
  const before = sampleReport(10);
  const baseline = baselineOf(before, numbering.number(before).columns)!;
  const row = sampleRows({ numbering, baseline }).at(0)!;
  expect(row.growth.change).toBe(4 * 276_000);
  expect(row.growth.perUnit).toBeCloseTo((4 * 276_000) / (4 * 551));
});

test('a site that came after the baseline counts from nothing', () => {
  const numbering = new SiteNumbering();
  const before = sampleReport(10, { sites: [] });
  const baseline = baselineOf(before, numbering.number(before).columns)!;
  const row = sampleRows({ numbering, baseline }).at(0)!;
  expect(row.growth.change).toBe(row.inuse);
});

test.each([
  ['', 7],
  ['session', 1],
  ['SESSION', 1],
  ['!session', 6],
  ['file:session', 1],
  ['fn:session', 1],
  ['fn:.js', 0],
  ['file:node:', 1],
  ['!file:/app', 1],
  ['file:', 7],
  ['größe', 1],
])('the filter %j leaves %d rows', (filter, left) => {
  const rows = sampleRows({ filter });
  expect([rows.length, rows.total]).toEqual([left, 7]);
});

test('a filter with a scope does not look elsewhere', () => {
  const sites = [
    sampleSite({ name: 'cache', file: 'a.js' }, 1),
    sampleSite({ name: 'b', file: 'cache.js' }, 1),
  ];
  const report = sampleReport(1, { sites });
  expect(names(sampleRows({ report, filter: 'fn:cache' }))).toEqual(['cache']);
  expect(names(sampleRows({ report, filter: 'file:cache' }))).toEqual(['b']);
});

test('suspects are findings, what grows, and what was a finding', () => {
  const report = sampleReport(14);
  const sites = report.sites.map((site, index) => (index === 4 ? { ...site, retracted: true } : site));
  expect(names(sampleRows({ report: { ...report, sites }, suspectsOnly: true }))).toEqual([
    'newSession',
    'TransparentProxy.normalizeForwardedHeaders',
    'parseSseChunk',
  ]);
});

test.each<[SortColumn, string, string]>([
  ['findings', 'newSession', 'größeBerechnen日本'],
  ['inuse', 'newSession', 'größeBerechnen日本'],
  ['growth', 'newSession', 'größeBerechnen日本'],
  ['site', 'größeBerechnen日本', 'TransparentProxy.normalizeForwardedHeaders'],
])('sorted by %s, %s comes first and %s last', (column, first, last) => {
  const sorted = names(sampleRows({ order: { column, reversed: false } }));
  expect([sorted[0], sorted.at(-1)]).toEqual([first, last]);
});

test('reversed, sites without the figure still come last', () => {
  const sorted = names(sampleRows({ order: { column: 'perUnit', reversed: true } }));
  expect(sorted.slice(0, 2)).toEqual(['TransparentProxy.normalizeForwardedHeaders', 'newSession']);
});

test('in every order a site is found by its number', () => {
  for (const column of SORT_COLUMNS) {
    const rows = sampleRows({ order: { column, reversed: true } });
    for (let index = 0; index < rows.length; index++) expect(rows.indexOf(rows.idAt(index)!)).toBe(index);
  }
});

test('rows keep their places for five seconds while figures change, unless there is a finding more', () => {
  const source = new RowSource({ ascii: false });
  const numbering = new SiteNumbering();
  const frames: SiteFrame[] = [];
  const order = { column: 'inuse', reversed: false } as const;
  const rowsOf = (report: GrowthReport, now: number) => {
    const { columns, added } = numbering.number(report);
    frames.push(...added);
    const choice = { interval: 1, baseline: undefined, filter: '', suspectsOnly: false, order };
    return names(source.rows({ report, columns, frames, ...choice }, now));
  };
  const site = (name: string, start: number, changes: Partial<SampleSite> = {}) =>
    sampleSite({ name, file: 'a.js', start, ...changes }, 1);
  const first = sampleReport(1, { sites: [site('a', 300), site('b', 200)] });
  const turned = sampleReport(1, { sites: [site('new', 999), site('b', 500), site('a', 300)] });
  const leaking = sampleReport(1, { sites: [site('b', 500, { verdict: 'leak' }), site('a', 300)] });
  expect(rowsOf(first, 1000)).toEqual(['a', 'b']);
  expect(rowsOf(turned, 3000)).toEqual(['a', 'b', 'new']);
  expect(rowsOf({ ...turned }, 6000)).toEqual(['new', 'b', 'a']);
  expect(rowsOf(leaking, 7000)).toEqual(['b', 'a']);
});
