import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeProfiles, subtractBase } from '../../src/index.js';
import { arbitraryCapture } from '../arbitrary-profile.js';
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
      const before = structuredClone([profile, base]);
      subtractBase(profile, base);
      expect([profile, base]).toEqual(before);
    }),
    { numRuns: 20 },
  );
});
