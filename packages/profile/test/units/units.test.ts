import { expect, test } from 'vitest';
import { scaleValue, unitRatio } from '../../src/index.js';

test('auto takes the largest unit in which the value is at least 1', () => {
  expect(scaleValue(1024 ** 2 - 1, 'bytes', 'auto').unit).toBe('kB');
  expect(scaleValue(-(1024 ** 2), 'bytes', 'auto')).toEqual({ value: -1, unit: 'MB' });
  expect(scaleValue(0, 'bytes', 'auto')).toEqual({ value: 0, unit: 'B' });
});

test('ratios within a family, none across', () => {
  expect(unitRatio('megabytes', 'kB')).toBe(1024);
  expect(unitRatio('ms', 's')).toBe(0.001);
  expect(unitRatio('furlong', 'furlong')).toBe(1);
  expect(unitRatio('bytes', 's')).toBeUndefined();
  expect(unitRatio('objects', 'count')).toBeUndefined();
});
