import { mergeProfiles } from './merge.js';
import type { Profile } from '../profile.js';

/**
 * What `profile` has more than `base`: the base negated and merged, as pprof's `-base` does. Stacks that did not change
 * cancel out and vanish; what shrank is negative.
 *
 * @throws {HeaptideError} as {@link mergeProfiles}.
 */
export function subtractBase(profile: Profile, base: Profile): Profile {
  // 0 - value, since -value would make -0 of 0.
  const values = base.samples.values.map((value) => 0 - value);
  return mergeProfiles([profile, { ...base, samples: { ...base.samples, values } }]);
}
