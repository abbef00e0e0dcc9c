import { type CaptureMetadata, parseCaptureMetadata } from './capture-metadata.js';
import type { Profile } from './profile.js';

/** One profile read at one moment. `metadata` is absent from profiles that heaptide did not write. */
export interface Capture {
  readonly profile: Profile;
  readonly metadata: CaptureMetadata | undefined;
}

/** Key of the numeric label that carries a live sample's birth: bytes on the allocation clock, unique per sample. */
export const BORN_LABEL = 'born';
/**
 * Keys of the numeric labels of a sample that stands for external memory, in a capture that holds it beside the heap: bytes
 * and objects that it stands for. Its values are 0, and its birth is negative, on the clock of external memory.
 */
export const EXTERNAL_LABEL = 'external';
export const EXTERNAL_OBJECTS_LABEL = 'external_objects';

/**
 * The profile with the metadata that its comments carry.
 *
 * @throws {HeaptideError} `HT_E_BAD_METADATA` when the metadata is ours but does not hold.
 */
export function captureOf(profile: Profile): Capture {
  return { profile, metadata: parseCaptureMetadata(profile.comments) };
}
