import { type Capture, captureOf } from '../capture.js';
import { decodeProfile } from './decode.js';
import { encodeProfile } from './encode.js';
import { gunzip, gzip } from './gzip.js';
import { HeaptideError } from '../heaptide-error.js';
import type { Profile } from '../profile.js';
import { describeMisfit, sniff } from './sniff.js';

export interface ReadOptions {
  /** Inflated bytes above which to give up; 512 MiB by default. */
  readonly maxBytes?: number;
}

/**
 * Reads a profile, gzipped or raw.
 *
 * @throws {HeaptideError} `HT_E_NOT_A_PROFILE` saying what the bytes really are, or how they are damaged; `HT_E_TOO_LARGE`.
 */
export async function readProfile(bytes: Uint8Array, options: ReadOptions = {}): Promise<Profile> {
  refuseMisfit(bytes);
  if (sniff(bytes) !== 'gzip') return decodeProfile(bytes);
  const inspectHead = (head: Uint8Array) => {
    if (sniff(head) === 'gzip') throw notAProfile('this is gzipped twice, not a profile: gunzip it once');
    refuseMisfit(head);
  };
  return decodeProfile(await gunzip(bytes, { ...options, inspectHead }));
}

/** The profile as a gzipped profile.proto, ready for a file or a response. */
export async function writeProfile(profile: Profile): Promise<Uint8Array> {
  return gzip(encodeProfile(profile));
}

/**
 * Reads a profile and the metadata in its comments.
 *
 * @throws {HeaptideError} as {@link readProfile} does, and `HT_E_BAD_METADATA`.
 */
export async function readCapture(bytes: Uint8Array, options: ReadOptions = {}): Promise<Capture> {
  return captureOf(await readProfile(bytes, options));
}

function refuseMisfit(bytes: Uint8Array): void {
  const misfit = describeMisfit(sniff(bytes), bytes);
  if (misfit !== undefined) throw notAProfile(misfit);
}

function notAProfile(message: string): HeaptideError {
  return new HeaptideError('HT_E_NOT_A_PROFILE', message);
}
