import { expect, test } from 'vitest';
import { baselineOf } from '../src/sites/baseline.js';
import { createRowFilter } from '../src/sites/row-filter.js';
import { type SortColumn, sortRows } from '../src/sites/row-order.js';
import { SiteBook } from '../src/sites/site-book.js';
import { sampleReport, sampleSite } from './sample-report.js';

const rowsOf = (report = sampleReport(14), baseline?: ReturnType<typeof baselineOf>) =>
  new SiteBook({ ascii: false }).rows({ report, interval: 32_768, baseline });
const names = (rows: ReturnType<typeof rowsOf>) => rows.map(({ name }) => name.text);

test('a row carries figures with their errors', () => {
  const [row] = rowsOf();
  expect(row).toMatchObject({ inuse: 100_000 + 13 * 276_000, growth: { change: 1_656_000, perUnit: 182 } });
  expect(row!.inuseError).toBeCloseTo(1.96 * Math.sqrt(32_768 * row!.inuse));
  expect(row!.growth.error).toBeCloseTo((1_656_000 * 14) / 182);
});

test('without a work counter nothing is per unit', () => {
  const [row] = rowsOf(sampleReport(14, { unit: 'second' }));
  expect(row!.growth.perUnit).toBeUndefined();
  expect(row!.growth.change).toBe(1_656_000);
});

test('hostile and missing names are safe in every form', () => {
  const site = sampleSite({ name: '', file: '/app/\u001B[2J\u202Eevil.js' }, 2);
  const [row] = rowsOf(sampleReport(2, { sites: [site] }));
  expect(row!.name.text).toBe('(anonymous)');
  expect(row!.place).toBe('/app/␛[2J<U+202E>evil.js:41:10');
  expect(row!.location.text).toBe('app/␛[2J<U+202E>evil.js:41');
});

test('names are read once and forgotten with their site', () => {
  const book = new SiteBook({ ascii: false });
  const request = { report: sampleReport(2), interval: 1, baseline: undefined };
  const [first] = book.rows(request);
  expect(book.rows(request)[0]!.name).toBe(first!.name);
  book.rows({ ...request, report: sampleReport(3, { sites: [] }) });
  expect(book.rows(request)[0]!.name).not.toBe(first!.name);
});

test('a site without a file is native', () => {
  const [row] = rowsOf(sampleReport(1, { sites: [sampleSite({ name: 'set', file: '', line: 0 }, 1)] }));
  expect([row!.place, row!.location.text]).toEqual(['(native)', '(native)']);
});

test('functions at the same place in the same file are told apart', () => {
  const native = ['(V8 API)', '(GC)'].map((name) => sampleSite({ name, file: '', line: 0 }, 1));
  expect(names(rowsOf(sampleReport(1, { sites: native })))).toEqual(['(V8 API)', '(GC)']);
});

test('growth counts from the baseline, per unit of the work done since', () => {
  const baseline = baselineOf(sampleReport(10))!;
  const [row] = rowsOf(sampleReport(14), baseline);
  expect(row!.growth.change).toBe(4 * 276_000);
  expect(row!.growth.perUnit).toBeCloseTo((4 * 276_000) / (4 * 551));
});

test('a site that came after the baseline counts from nothing', () => {
  const baseline = baselineOf(sampleReport(10, { sites: [] }))!;
  const [row] = rowsOf(sampleReport(14), baseline);
  expect(row!.growth.change).toBe(row!.inuse);
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
])('the filter %j leaves %d rows', (typed, left) => {
  expect(rowsOf().filter(createRowFilter(typed))).toHaveLength(left);
});

test('a filter with a scope does not look elsewhere', () => {
  const sites = [
    sampleSite({ name: 'cache', file: 'a.js' }, 1),
    sampleSite({ name: 'b', file: 'cache.js' }, 1),
  ];
  const rows = rowsOf(sampleReport(1, { sites }));
  expect(names(rows.filter(createRowFilter('fn:cache')))).toEqual(['cache']);
  expect(names(rows.filter(createRowFilter('file:cache')))).toEqual(['b']);
});

test.each<[SortColumn, string, string]>([
  ['findings', 'newSession', 'größeBerechnen日本'],
  ['inuse', 'newSession', 'größeBerechnen日本'],
  ['growth', 'newSession', 'größeBerechnen日本'],
  ['site', 'größeBerechnen日本', 'TransparentProxy.normalizeForwardedHeaders'],
])('sorted by %s, %s comes first and %s last', (column, first, last) => {
  const sorted = names(sortRows(rowsOf(), { column, reversed: false }));
  expect([sorted[0], sorted.at(-1)]).toEqual([first, last]);
});

test('reversed, sites without the figure still come last', () => {
  const sorted = names(sortRows(rowsOf(), { column: 'perUnit', reversed: true }));
  expect(sorted.slice(0, 2)).toEqual(['TransparentProxy.normalizeForwardedHeaders', 'newSession']);
});
