import { alignTypes } from './align-types.js';
import { HeaptideError } from '../heaptide-error.js';
import type { Profile, Samples } from '../profile.js';
import type { ProfileHeader } from '../build/profile-header.js';
import { ProfileMerger } from './profile-merger.js';
import { ProfileTables } from '../build/profile-tables.js';
import type { SampleBounds } from '../build/sample-table.js';
import { Utf8Interner } from '../build/utf8-interner.js';

/**
 * Adds profiles up, as google/pprof does with several sources: types are made common as {@link alignTypes} tells, then
 * `profile.Merge`.
 *
 * Samples with equal stack and labels are summed (64 bits, wrapping around), those that sum to 0 vanish, and so do rows that
 * nothing refers to: merging a single profile compacts it. Rows are in the order in which the samples need them. Time is
 * the earliest (a 0 resets it, as in pprof), duration the sum, period the maximum, comments are united; period type, dropped
 * and kept frames are those of the first profile. Merging is associative and, up to the order of rows, commutative, save for
 * what comes from the first profile.
 *
 * @throws {HeaptideError} `HT_E_NO_COMMON_TYPE`, also when there is no profile at all.
 */
export function mergeProfiles(profiles: readonly Profile[]): Profile {
  if (profiles.length === 0) throw new HeaptideError('HT_E_NO_COMMON_TYPE', 'no profiles to merge');
  return mergeAligned(alignTypes(profiles));
}

/**
 * What google/pprof makes of its sources before any report: several are merged as {@link mergeProfiles} does, a single one
 * is left as it is, zero samples and unused rows included; one without mappings gets an empty mapping at all of its
 * locations.
 *
 * @throws {HeaptideError} as {@link mergeProfiles}.
 */
export function combineProfiles(profiles: readonly Profile[]): Profile {
  if (profiles.length === 0) throw new HeaptideError('HT_E_NO_COMMON_TYPE', 'no profiles to merge');
  const aligned = alignTypes(profiles.map(withSomeMapping));
  return aligned.length === 1 ? aligned[0]! : mergeAligned(aligned);
}

/** Rows to make room for at once. Memory that is not written to is not taken, but counted. */
const MOST_RESERVED = 2 ** 23;

function mergeAligned(profiles: readonly Profile[]): Profile {
  const header = mergeHeaders(profiles);
  const tables = new ProfileTables(new Utf8Interner(), header.sampleTypes.length, boundsOf(profiles));
  const merger = new ProfileMerger(tables);
  for (const profile of profiles) merger.add(profile);
  const merged = tables.profile(header);
  // Once more without the samples that cancelled out, so that what only they referred to goes with them.
  return tables.samples.hasZero() ? mergeAligned([merged]) : merged;
}

/** Of two profiles of one program, a merge often has nearly as many samples as both together. */
function boundsOf(profiles: readonly Profile[]): SampleBounds {
  const sum = (each: (samples: Samples) => number) =>
    profiles.reduce((total, { samples }) => total + each(samples), 0);
  return {
    samples: Math.min(
      sum(({ length }) => length),
      MOST_RESERVED,
    ),
    frames: Math.min(
      sum(({ stack }) => stack.length),
      MOST_RESERVED,
    ),
  };
}

function mergeHeaders(profiles: readonly Profile[]): ProfileHeader {
  const first = profiles[0]!;
  let timeNanos = 0n;
  let durationNanos = 0n;
  let period = 0n;
  for (const profile of profiles) {
    requireEqualTypes(first.periodType, profile.periodType);
    if (timeNanos === 0n || profile.timeNanos < timeNanos) timeNanos = profile.timeNanos;
    durationNanos = BigInt.asIntN(64, durationNanos + profile.durationNanos);
    const own = profile.exactPeriod ?? BigInt(profile.period);
    if (period === 0n || period < own) period = own;
  }
  return {
    sampleTypes: first.sampleTypes,
    defaultSampleType: firstText(profiles.map(({ defaultSampleType }) => defaultSampleType)),
    periodType: first.periodType,
    period: Number(period),
    ...(!Number.isSafeInteger(Number(period)) && { exactPeriod: period }),
    timeNanos,
    durationNanos,
    comments: [...new Set(profiles.flatMap(({ comments }) => comments))],
    dropFrames: first.dropFrames,
    keepFrames: first.keepFrames,
    docUrl: firstText(profiles.map(({ docUrl }) => docUrl)),
  };
}

/** Types that differ by a plural `s` only have common units, and are refused all the same. */
function requireEqualTypes(a: Profile['periodType'], b: Profile['periodType']): void {
  if (a.type === b.type && a.unit === b.unit) return;
  const words = `incompatible period types &{${a.type} ${a.unit} 0 0} and &{${b.type} ${b.unit} 0 0}`;
  throw new HeaptideError('HT_E_NO_COMMON_TYPE', words);
}

function firstText(texts: readonly string[]): string {
  return texts.find((text) => text !== '') ?? '';
}

/** Gives all locations one empty mapping where a profile has none, as pprof does on reading. */
export function withSomeMapping(profile: Profile): Profile {
  if (profile.mappings.length > 0) return profile;
  const mappings = {
    length: 1,
    memoryStart: new BigUint64Array(1),
    memoryLimit: new BigUint64Array(1),
    fileOffset: new BigUint64Array(1),
    filename: new Int32Array(1),
    buildId: new Int32Array(1),
    flags: new Uint8Array(1),
  };
  const locations = { ...profile.locations, mapping: new Int32Array(profile.locations.length) };
  return { ...profile, mappings, locations };
}
