import { encodeProfile } from './encode.js';
import { gzip } from './gzip.js';
import type { Profile } from '../profile.js';

/** The profile as a gzipped profile.proto, ready for a file or a response. */
export async function writeProfile(profile: Profile): Promise<Uint8Array> {
  return gzip(encodeProfile(profile));
}
