import {
  EXTERNAL_LABEL,
  EXTERNAL_OBJECTS_LABEL,
  type Profile,
  sampleLabelNumber,
  selectSampleType,
} from '@heaptide/profile';

/** What samples stand for. */
export interface Held {
  readonly bytes: number;
  /** 0 where the profile does not count objects. */
  readonly objects: number;
}

/** Which memory of a capture is looked at: that of the JS heap, or the Buffers and ArrayBuffers beside it. */
export type MemoryKind = 'heap' | 'external';

/**
 * What each sample of `profile`, given by row number, holds of one kind of memory. A profile of external memory alone, whose
 * samples have it as their values, is read as it stands.
 *
 * @throws {HeaptideError} `HT_E_NO_SUCH_TYPE` for a profile without sample types.
 */
export function heldBy(profile: Profile, kind: MemoryKind): (sample: number) => Held {
  const { samples, sampleTypes } = profile;
  const width = sampleTypes.length;
  const space = typeIndex(profile, 'inuse_space') ?? selectSampleType(profile);
  const objects = typeIndex(profile, 'inuse_objects');
  const byValue = (sample: number): Held => ({
    bytes: samples.values[sample * width + space]!,
    objects: objects === undefined ? 0 : samples.values[sample * width + objects]!,
  });
  if (kind === 'heap' || !hasExternalSamples(profile)) return byValue;
  return (sample) => {
    const bytes = sampleLabelNumber(profile, sample, EXTERNAL_LABEL);
    if (bytes === undefined) return { bytes: 0, objects: 0 };
    return { bytes, objects: sampleLabelNumber(profile, sample, EXTERNAL_OBJECTS_LABEL) ?? 1 };
  };
}

function typeIndex({ sampleTypes }: Profile, type: string): number | undefined {
  const index = sampleTypes.findIndex((each) => each.type === type);
  return index === -1 ? undefined : index;
}

function hasExternalSamples({ samples, strings }: Profile): boolean {
  const keys = new Set(samples.labelKey);
  return Array.from(keys).some((key) => strings.get(key) === EXTERNAL_LABEL);
}
