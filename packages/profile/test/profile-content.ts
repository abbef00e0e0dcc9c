import { type LocationId, locationFrames, type Profile, sampleLabels } from '../src/index.js';

/** What a profile says, without regard to the order of its rows and to where its program was loaded. */
export interface ProfileContent {
  readonly samples: readonly string[];
  readonly header: unknown;
}

export function contentOf(profile: Profile): ProfileContent {
  const { sampleTypes, timeNanos, durationNanos, period, comments } = profile;
  const samples = Array.from({ length: profile.samples.length }, (_, sample) => sampleText(profile, sample));
  return {
    samples: samples.sort(),
    header: { sampleTypes, timeNanos, durationNanos, period, comments: [...comments].sort() },
  };
}

function sampleText(profile: Profile, sample: number): string {
  const { stack, stackOffsets, values } = profile.samples;
  const width = profile.sampleTypes.length;
  const locations = stack.subarray(stackOffsets[sample], stackOffsets[sample + 1]);
  return JSON.stringify({
    stack: Array.from(locations, (location) => locationText(profile, location as LocationId)),
    values: Array.from(values.subarray(sample * width, (sample + 1) * width)),
    labels: sampleLabels(profile, sample)
      .map((label) => JSON.stringify(label))
      .sort(),
  });
}

function locationText(profile: Profile, location: LocationId): unknown {
  const { locations, mappings, strings } = profile;
  const mapping = locations.mapping[location]!;
  const address = locations.address[location]!;
  const start = mapping === -1 ? 0n : mappings.memoryStart[mapping]!;
  return {
    program: mapping === -1 ? undefined : strings.get(mappings.filename[mapping]!),
    address: String(BigInt.asUintN(64, address - start)),
    frames: locationFrames(profile, location),
  };
}
