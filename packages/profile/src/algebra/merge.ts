import { alignTypes } from './align-types.js';
import { HeaptideError } from '../heaptide-error.js';
import type { Profile } from '../profile.js';
import { ProfileImporter } from './profile-importer.js';
import { ProfileTables } from '../build/profile-tables.js';
import { unitRatio } from '../units/units.js';

/**
 * Adds profiles up, as google/pprof's `profile.Merge` does after it has made their types compatible.
 *
 * Samples with equal stack and labels are summed, those that sum to 0 vanish, and so do rows that nothing refers to.
 * Type lists are reduced to the common types by name, in the order of the first profile and the finest unit. Time is the
 * earliest given, duration the sum, period the maximum, comments are united; period type, dropped and kept frames are
 * those of the first profile. Merging is associative while sums stay within 2^53, save for the default sample type
 * where type lists differ.
 *
 * @throws {HeaptideError} `HT_E_NO_COMMON_TYPE`, also when there is no profile at all.
 */
export function mergeProfiles(profiles: readonly Profile[]): Profile {
  const [first] = profiles;
  if (first === undefined) throw new HeaptideError('HT_E_NO_COMMON_TYPE', 'no profiles to merge');
  const { sampleTypes, defaultSampleType, plans } = alignTypes(profiles);
  const tables = new ProfileTables(sampleTypes.length);
  const importer = new ProfileImporter(tables);
  profiles.forEach((profile, i) => importer.add(profile, plans[i]!));
  const merged = tables.profile({
    sampleTypes,
    defaultSampleType,
    periodType: first.periodType,
    period: longestPeriod(profiles, first.periodType.unit),
    timeNanos: profiles.map(({ timeNanos }) => timeNanos).reduce(earlier),
    durationNanos: profiles.reduce((sum, { durationNanos }) => sum + durationNanos, 0n),
    comments: [...new Set(profiles.flatMap(({ comments }) => comments))],
    dropFrames: first.dropFrames,
    keepFrames: first.keepFrames,
    docUrl: profiles.find(({ docUrl }) => docUrl !== '')?.docUrl ?? '',
  });
  // Once more without the samples that cancelled out, so that what only they referred to goes with them.
  return tables.samples.hasZero() ? mergeProfiles([merged]) : merged;
}

/** Periods in units that do not convert do not count. */
function longestPeriod(profiles: readonly Profile[], unit: string): number {
  return Math.max(
    ...profiles.map(({ period, periodType }) => period * (unitRatio(periodType.unit, unit) ?? 0)),
  );
}

/** 0 is no time. */
function earlier(a: bigint, b: bigint): bigint {
  if (a === 0n || b === 0n) return a || b;
  return a < b ? a : b;
}
