import { compareToBase, type Profile, ProfileBuilder } from '@heaptide/profile';
import { expect, test } from 'vitest';
import { totalOf } from '../../src/pprof/report.js';

function profileOf(...samples: readonly (readonly [objects: number, space: number])[]): Profile {
  const builder = new ProfileBuilder({
    sampleTypes: [
      { type: 'objects', unit: 'count' },
      { type: 'space', unit: 'bytes' },
    ],
  });
  samples.forEach((values, i) => {
    const func = builder.func({ name: `f${i}`, filename: '' });
    builder.sample({
      stack: [builder.location({ lines: [{ function: func, line: 1, column: 0 }] })],
      values,
    });
  });
  return builder.build();
}

test('what 100 % is counts shrinking and growing alike', () => {
  expect(totalOf(profileOf([1, 10], [1, -4]), 1, false)).toBe(14);
});

test('of a comparison it is the base', () => {
  const compared = compareToBase(profileOf([1, 100], [1, 7]), profileOf([1, 10]));
  expect(totalOf(compared, 1, false)).toBe(10);
});

test('unless the base holds nothing', () => {
  const compared = compareToBase(profileOf([1, 100]), profileOf([1, 0]));
  expect(totalOf(compared, 1, false)).toBe(100);
});

test('a mean is of the first type, signs and all', () => {
  expect(totalOf(profileOf([3, 10], [-1, 5]), 1, true)).toBe(7);
  expect(totalOf(profileOf([1, 10], [-1, 5]), 1, true)).toBe(15);
});
