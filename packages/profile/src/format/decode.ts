import { decodeHeader } from './decode-header.js';
import { decodeSamples } from './decode-samples.js';
import { decodeStrings } from './decode-strings.js';
import { decodeFunctions, decodeLocations, decodeMappings } from './decode-symbols.js';
import { HeaptideError } from '../heaptide-error.js';
import type { Profile } from '../profile.js';
import { PROFILE } from './profile-fields.js';
import { WireReader } from './wire-reader.js';

/**
 * Decodes an uncompressed profile.proto message.
 *
 * Accepts what google/pprof accepts: unknown fields and mappings, sparse 64-bit ids, packed and unpacked lists, invalid
 * UTF-8 (becomes U+FFFD). Numbers beyond 2^53 are rounded; addresses and times are exact.
 *
 * @throws {HeaptideError} `HT_E_NOT_A_PROFILE` in pprof's words with what is wrong and where, `HT_E_TOO_LARGE`.
 */
export function decodeProfile(bytes: Uint8Array): Profile {
  if (bytes.length === 0) throw new HeaptideError('HT_E_NOT_A_PROFILE', 'parsing profile: empty input file');
  try {
    return decode(bytes);
  } catch (error) {
    // The engine's answer to a column that it cannot hold.
    if (!(error instanceof RangeError)) throw error;
    throw new HeaptideError('HT_E_TOO_LARGE', 'the profile does not fit into memory', { cause: error });
  }
}

function decode(bytes: Uint8Array): Profile {
  const { strings, counts } = decodeStrings(new WireReader(bytes));
  const header = decodeHeader(new WireReader(bytes), strings);
  const count = (field: number) => counts[field]!;
  const mappings = decodeMappings(bytes, strings, count(PROFILE.mapping));
  const functions = decodeFunctions(bytes, strings, count(PROFILE.function));
  const locations = decodeLocations(bytes, mappings.index, functions.index, count(PROFILE.location));
  const width = header.sampleTypes.length;
  const samples = decodeSamples(bytes, strings, locations.index, width, count(PROFILE.sample));
  return {
    strings,
    ...header,
    mappings: mappings.table,
    functions: functions.table,
    locations: locations.table,
    samples,
  };
}
