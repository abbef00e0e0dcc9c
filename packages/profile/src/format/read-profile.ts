import { type Capture, captureOf } from '../capture.js';
import { decodeProfile } from './decode.js';
import { gunzip, type GunzipOptions } from './gzip.js';
import { HeaptideError } from '../heaptide-error.js';
import { importHeapProfile } from './import-heapprofile.js';
import type { Profile } from '../profile.js';
import { describeMisfit, type Format, sniff } from './sniff.js';

export type ReadOptions = Pick<GunzipOptions, 'maxBytes' | 'inflate'>;

/**
 * Reads a profile, gzipped or raw: a pprof, or a V8 `.heapprofile`, which is imported.
 *
 * @throws {HeaptideError} `HT_E_NOT_A_PROFILE` saying what the bytes really are, or how they are damaged; `HT_E_TOO_LARGE`.
 */
export async function readProfile(bytes: Uint8Array, options: ReadOptions = {}): Promise<Profile> {
  const format = fit(bytes);
  if (format !== 'gzip') return readPlain(format, bytes);
  const inspectHead = (head: Uint8Array) => {
    if (fit(head) === 'gzip') throw notAProfile('this is gzipped twice, not a profile: gunzip it once');
  };
  const inflated = await gunzip(bytes, { ...options, inspectHead });
  return readPlain(fit(inflated), inflated);
}

/**
 * Reads a profile and the metadata in its comments.
 *
 * @throws {HeaptideError} as {@link readProfile} does, and `HT_E_BAD_METADATA`.
 */
export async function readCapture(bytes: Uint8Array, options: ReadOptions = {}): Promise<Capture> {
  return captureOf(await readProfile(bytes, options));
}

function readPlain(format: Format, bytes: Uint8Array): Profile {
  return format === 'heapprofile' ? importHeapProfile(bytes) : decodeProfile(bytes);
}

/** The format, if it may be that of a profile. */
function fit(bytes: Uint8Array): Format {
  const format = sniff(bytes);
  const misfit = describeMisfit(format, bytes);
  if (misfit !== undefined) throw notAProfile(misfit);
  return format;
}

function notAProfile(message: string): HeaptideError {
  return new HeaptideError('HT_E_NOT_A_PROFILE', message);
}
