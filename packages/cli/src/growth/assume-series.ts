import type { Profile } from '@heaptide/profile';
import { type Capture, HeaptideError, type NamedCapture } from '@heaptide/targets';
import { assumedMetadata } from './assumed-metadata.js';

/** Profiles taken for a series. */
export interface AssumedSeries {
  /** As they were given; their metadata has the order. */
  readonly captures: readonly Capture[];
  /** The times are those of the profiles; otherwise only their order is known. */
  readonly timed: boolean;
  readonly notes: readonly string[];
}

/** Names that other samplers of V8 give to the values. */
const OTHER_NAMES: Readonly<Record<string, string>> = { space: 'inuse_space', objects: 'inuse_objects' };

/**
 * Takes profiles without metadata for a series of one process, by the times in them or else in the order in which they were
 * named. Nothing but totals can be judged of it.
 * @throws {HeaptideError} `HT_E_NO_METADATA` for a single profile, and where neither times nor names put them in order.
 */
export function assumeSeries(profiles: readonly NamedCapture[], inOrder: boolean): AssumedSeries {
  const [first, second] = profiles;
  if (first === undefined || second === undefined) {
    throw new HeaptideError(
      'HT_E_NO_METADATA',
      `${first?.name ?? 'the input'} carries no heaptide metadata, and one profile is no series`,
    );
  }
  const times = profiles.map(({ capture }) => capture.profile.timeNanos);
  const timed = times.every((time) => time > 0n) && new Set(times).size === times.length;
  if (!timed && !inOrder) {
    throw new HeaptideError(
      'HT_E_NO_METADATA',
      `${first.name} and ${profiles.length - 1} more carry neither heaptide metadata nor a time each: name the files in their order`,
    );
  }
  const order = timed ? 'in the order of their times' : 'in the order in which they were named';
  return {
    timed,
    captures: profiles.map(({ capture }, index) => {
      const profile = withUsualNames(capture.profile);
      return { profile, metadata: assumedMetadata(profile, { index, timed }) };
    }),
    notes: [
      `no metadata of heaptide: assumed that the ${profiles.length} profiles are of one process, ${order}; only totals can be judged`,
    ],
  };
}

function withUsualNames(profile: Profile): Profile {
  const there = new Set(profile.sampleTypes.map(({ type }) => type));
  return {
    ...profile,
    sampleTypes: profile.sampleTypes.map((sampleType) => {
      const usual = OTHER_NAMES[sampleType.type];
      return usual === undefined || there.has(usual) ? sampleType : { ...sampleType, type: usual };
    }),
  };
}
