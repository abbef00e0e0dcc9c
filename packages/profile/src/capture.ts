import type { CaptureMetadata } from './capture-metadata.js';
import type { Profile } from './profile.js';

/** One profile read at one moment. `metadata` is absent from profiles that heaptide did not write. */
export interface Capture {
  readonly profile: Profile;
  readonly metadata: CaptureMetadata | undefined;
}

/** Key of the numeric label that carries a live sample's birth: bytes on the allocation clock, unique per sample. */
export const BORN_LABEL = 'born';
