import { setTextLabel } from './set-label.js';
import { combineProfiles } from './merge.js';
import { normalizeTo } from './normalize.js';
import type { Profile } from '../profile.js';
import { scaleProfile } from './scale.js';

/** The text label that marks samples of the base in what {@link compareToBase} returns. */
export const BASE_LABEL = { key: 'pprof::base', text: 'true' } as const;

export interface BaseOptions {
  /** First scale the profile, type by type, to the totals of the base: pprof's `-normalize`. */
  readonly normalize?: boolean;
}

/**
 * What `profile` has more than `base`: the base negated and merged, as pprof's `-base` does. Stacks that did not change
 * cancel out and vanish; what shrank is negative. The total of a report is the sum of what is left.
 *
 * Negation goes through a double, as in pprof: beyond 2^53 equal values may leave a rest.
 *
 * @throws {HeaptideError} `HT_E_NO_COMMON_TYPE` as `mergeProfiles`, and of `normalize` where types are not the same.
 */
export function subtractBase(profile: Profile, base: Profile, options: BaseOptions = {}): Profile {
  const source = options.normalize === true ? normalizeTo(profile, base) : profile;
  return combineProfiles([source, scaleProfile(base, -1)]);
}

/**
 * As {@link subtractBase}, but pprof's `-diff_base`: the samples of the base carry {@link BASE_LABEL}, so none cancels out,
 * and the total of a report is that of the base, the sum over the samples that {@link isBaseSample} finds.
 *
 * @throws {HeaptideError} as {@link subtractBase}.
 */
export function compareToBase(profile: Profile, base: Profile, options: BaseOptions = {}): Profile {
  return subtractBase(profile, labelBase(base), options);
}

/** Marks all samples as those of a base. */
export function labelBase(profile: Profile): Profile {
  return setTextLabel(profile, BASE_LABEL.key, BASE_LABEL.text);
}

/** Whether a sample, given by row number, carries {@link BASE_LABEL}. */
export function isBaseSample({ strings, samples }: Profile, sample: number): boolean {
  for (let row = samples.labelOffsets[sample]!; row < samples.labelOffsets[sample + 1]!; row++) {
    const text = samples.labelText[row]!;
    if (text === 0 || strings.get(samples.labelKey[row]!) !== BASE_LABEL.key) continue;
    if (strings.get(text) === BASE_LABEL.text) return true;
  }
  return false;
}
