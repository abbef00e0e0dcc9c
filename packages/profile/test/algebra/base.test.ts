import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  BASE_LABEL,
  compareToBase,
  encodeProfile,
  isBaseSample,
  labelBase,
  mergeProfiles,
  ProfileBuilder,
  sampleLabels,
  subtractBase,
} from '../../src/index.js';
import { arbitraryCapture, HEAP_TYPES } from '../arbitrary-profile.js';
import { contentOf } from '../profile-content.js';

const capture = arbitraryCapture();

test('a profile less itself is empty', () => {
  fc.assert(
    fc.property(capture, (profile) => {
      const rest = subtractBase(profile, profile);
      expect(rest.samples.length).toBe(0);
      expect(rest.locations.length).toBe(0);
      expect(rest.functions.length).toBe(0);
    }),
  );
});

test('the difference and the base make the profile', () => {
  fc.assert(
    fc.property(capture, capture, (profile, base) => {
      const sum = mergeProfiles([subtractBase(profile, base), base]);
      expect(contentOf(sum).samples).toEqual(contentOf(mergeProfiles([profile])).samples);
    }),
    { numRuns: 500 },
  );
});

test('the inputs stay as they are', () => {
  fc.assert(
    fc.property(capture, capture, (profile, base) => {
      const before = [profile, base].map(encodeProfile);
      subtractBase(profile, base);
      expect([profile, base].map(encodeProfile)).toEqual(before);
    }),
    { numRuns: 20 },
  );
});

test('compared to a base nothing cancels out, and the samples of the base are marked', () => {
  fc.assert(
    fc.property(capture, (profile) => {
      const compacted = mergeProfiles([profile]);
      const both = compareToBase(profile, profile);
      expect(both.samples.length).toBe(2 * compacted.samples.length);
      for (let sample = 0; sample < both.samples.length; sample++) {
        expect(isBaseSample(both, sample)).toBe(sample >= compacted.samples.length);
      }
      const sums = [0, 0];
      both.samples.values.forEach((value, i) => (sums[i % 2]! += value));
      expect(sums).toEqual([0, 0]);
    }),
  );
});

test('the mark of a base takes the place of texts under its key', () => {
  const builder = new ProfileBuilder({ sampleTypes: HEAP_TYPES });
  const { key } = BASE_LABEL;
  const labels = [
    { key, text: 'no' },
    { key, text: 'true' },
    { key, number: 7 },
    { key: 'other', text: 'x' },
  ];
  builder.sample({ stack: [], values: [1, 2], labels });
  expect(sampleLabels(labelBase(builder.build()), 0)).toEqual([{ key, number: 7 }, labels[3], BASE_LABEL]);
});
