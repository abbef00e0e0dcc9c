import { ProfileBuilder } from '@heaptide/profile';
import { expect, test } from 'vitest';
import {
  DEFAULT_PPROF_OPTIONS,
  type PprofFormat,
  type PprofOptions,
  prepareReport,
} from '../../src/pprof/index.js';
import { formatAmount, inOneUnit, type Report } from '../../src/pprof/report.js';

interface Setting {
  readonly unit?: string;
  readonly format?: PprofFormat;
}

/** A report of samples of these values, in the unit that suits all of them. */
function unitOf(
  values: readonly number[],
  options: Partial<PprofOptions> = {},
  { unit = 'bytes', format = 'top' }: Setting = {},
): Report {
  const builder = new ProfileBuilder({ sampleTypes: [{ type: 'space', unit }] });
  for (const value of values) builder.sample({ stack: [], values: [value] });
  const request = { format, options: { ...DEFAULT_PPROF_OPTIONS, ...options } };
  const report = prepareReport(builder.build(), request, () => undefined);
  return inOneUnit(
    report,
    values.map((value) => ({ flatValue: value, cumValue: value })),
  );
}

test.each<[string, number[], string]>([
  ['all of one unit', [2048, 4096], 'kB'],
  ['the smallest decides', [1, 512], 'B'],
  ['unless it is a small part: then it may become a fraction', [100, 2_000_000], 'kB'],
  ['of which two digits are left', [1, 2_000_000], 'B'],
  ['zeros do not count', [0, 4096], 'kB'],
  ['signs do not count', [-2048, 4096], 'kB'],
  ['nothing but zeros', [0], 'B'],
])('%s', (_, values, unit) => {
  expect(unitOf(values).unit).toBe(unit);
});

test('the cum decides for what has no flat', () => {
  const report = unitOf([4_194_304]);
  expect(inOneUnit({ ...report, unit: 'minimum' }, [{ flatValue: 0, cumValue: 2048 }]).unit).toBe('kB');
});

test('where the nodes hold nothing, the total decides', () => {
  const report = unitOf([4_194_304]);
  expect(inOneUnit({ ...report, unit: 'minimum' }, [{ flatValue: 0, cumValue: 0 }]).unit).toBe('MB');
});

test('in callgrind, which knows no fractions, the smallest always decides', () => {
  expect(unitOf([100, 2_000_000], {}, { format: 'callgrind' }).unit).toBe('B');
});

test('the unit is that of what is left after a division', () => {
  expect(unitOf([2048], { divide_by: 4 }).unit).toBe('B');
});

test('counts have no unit of their own', () => {
  expect(unitOf([5000], {}, { unit: 'count' }).unit).toBe('count');
  expect(formatAmount(unitOf([5000], {}, { unit: 'count' }), 5000)).toBe('5000');
});

test('a unit that the user chose stays', () => {
  expect(unitOf([2048], { unit: 'mb' }).unit).toBe('mb');
  expect(unitOf([2048], { unit: 'auto' }).unit).toBe('auto');
});

test.each<[number, Partial<PprofOptions>, string]>([
  [2048, {}, '2kB'],
  [2049, { unit: 'b' }, '2049B'],
  [2560, { divide_by: 2 }, '1.25kB'],
  [2048, { divide_by: -1 }, '2kB'],
  [-2048, {}, '-2kB'],
  [0, {}, '0'],
])('%d with %o', (value, options, text) => {
  expect(formatAmount(unitOf([value], { unit: 'auto', ...options }), value)).toBe(text);
});
