import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalizeTo, type Profile, ProfileBuilder, scaleProfile } from '../../src/index.js';
import { arbitraryCapture, HEAP_TYPES } from '../arbitrary-profile.js';
import { thrownBy } from '../thrown.js';

const capture = arbitraryCapture();

function profileOf(...samples: readonly (readonly [number, number])[]): Profile {
  const builder = new ProfileBuilder({ sampleTypes: HEAP_TYPES });
  for (const values of samples) {
    builder.sample({ stack: [], values, labels: [{ key: 'k', number: values[0] }] });
  }
  return builder.build();
}

function valuesOf(profile: Profile): number[] {
  return [...profile.samples.values];
}

test('rounds half away from 0 and drops what becomes 0', () => {
  const scaled = scaleProfile(profileOf([5, 3], [1, -1], [0, 0], [-3, -5]), 0.5);
  expect(valuesOf(scaled)).toEqual([3, 2, 1, -1, -2, -3]);
  expect([...scaled.samples.labelNumber]).toEqual([5, 1, -3]);
});

test('a ratio of 1 leaves its type alone, and does not keep a sample', () => {
  expect(valuesOf(scaleProfile(profileOf([7, 0], [7, 2]), [1, 10]))).toEqual([7, 20]);
  const profile = profileOf([0, 0]);
  expect(scaleProfile(profile, 1)).toBe(profile);
});

test('what leaves 64 bits becomes their lowest number', () => {
  const scaled = scaleProfile(profileOf([2 ** 53 - 1, -1]), [2 ** 11, 1]);
  expect(scaled.samples.exactValues).toEqual(BigInt64Array.of(-(2n ** 63n), -1n));
  expect(valuesOf(scaled)).toEqual([-(2 ** 63), -1]);
});

test('a ratio for each type', () => {
  expect(() => scaleProfile(profileOf(), [1])).toThrow('1 ratios for 2 sample types');
});

test('negating twice changes nothing but the samples of 0', () => {
  fc.assert(
    fc.property(capture, (profile) => {
      const twice = scaleProfile(scaleProfile(profile, -1), -1);
      expect(scaleProfile(twice, -1)).toEqual(scaleProfile(profile, -1));
    }),
  );
});

test('normalizing gives the totals of the base, to within the rounding of samples', () => {
  // One type: with two, one that is in proportion already would drop samples that the other lacks.
  const types = HEAP_TYPES.slice(0, 1);
  const positive = arbitraryCapture(types).map((profile) => ({
    ...profile,
    samples: { ...profile.samples, values: profile.samples.values.map((value) => 1000 * Math.abs(value)) },
  }));
  fc.assert(
    fc.property(positive, positive, (profile, base) => {
      const [before, wanted] = [totals(profile), totals(base)];
      totals(normalizeTo(profile, base)).forEach((total, i) => {
        const expected = before[i] === 0 ? 0 : wanted[i]!;
        expect(Math.abs(total - expected)).toBeLessThanOrEqual(profile.samples.length);
      });
    }),
  );
});

test('normalizing takes equal types only', () => {
  const profile = profileOf();
  const other = { ...profile, periodType: { type: 'cpu', unit: 'ns' } };
  expect(thrownBy(() => normalizeTo(profile, other)).message).toBe(
    'incompatible period types &{  0 0} and &{cpu ns 0 0}',
  );
  const fewer = { ...profile, sampleTypes: HEAP_TYPES.slice(1) };
  expect(thrownBy(() => normalizeTo(profile, fewer)).code).toBe('HT_E_NO_COMMON_TYPE');
});

function totals(profile: Profile): number[] {
  return profile.sampleTypes.map((_, column) =>
    valuesOf(profile).reduce(
      (sum, value, i) => (i % profile.sampleTypes.length === column ? sum + value : sum),
      0,
    ),
  );
}
