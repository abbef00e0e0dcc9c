import type { Profile } from '../profile.js';

/** What a profile says of itself as a whole. */
export type ProfileHeader = Omit<Profile, 'strings' | 'mappings' | 'functions' | 'locations' | 'samples'>;

/** Every string of a header; the string table of a profile holds them all. */
export function headerStrings(header: ProfileHeader): string[] {
  return [
    ...[...header.sampleTypes, header.periodType].flatMap(({ type, unit }) => [type, unit]),
    header.defaultSampleType,
    header.dropFrames,
    header.keepFrames,
    header.docUrl,
    ...header.comments,
  ];
}
