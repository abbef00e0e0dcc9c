import { filterSamples, isBaseSample, type Profile, scaleProfile } from '@heaptide/profile';

/** The two sides of a profile that `-diff_base` has made. Neither says when it was taken: the merged profile knows one time only. */
export interface ComparedSides {
  readonly after: Profile;
  /** Absent where no sample is marked as one of a base. */
  readonly base?: Profile;
}

export function comparedSides(profile: Profile): ComparedSides {
  const isBase = Array.from({ length: profile.samples.length }, (_, sample) => isBaseSample(profile, sample));
  if (!isBase.includes(true)) return { after: profile };
  const timeless = { ...profile, timeNanos: 0n };
  const negated = { ...timeless, samples: filterSamples(profile, (sample) => isBase[sample]!) };
  return {
    after: { ...timeless, samples: filterSamples(profile, (sample) => !isBase[sample]!) },
    base: scaleProfile(negated, -1),
  };
}
