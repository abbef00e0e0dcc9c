import { decodeHeader } from './decode-header.js';
import { decodeSamples } from './decode-samples.js';
import { decodeFunctions, decodeLocations, decodeMappings } from './decode-symbols.js';
import { HeaptideError } from '../heaptide-error.js';
import type { Profile } from '../profile.js';
import { PROFILE } from './profile-fields.js';
import { scanProfile } from './scan-profile.js';
import { WireReader } from './wire-reader.js';

/**
 * Decodes an uncompressed profile.proto message. The profile keeps nothing of `bytes`.
 *
 * Accepts what google/pprof accepts: unknown fields and mappings, sparse 64-bit ids, packed and unpacked lists, invalid
 * UTF-8 (escaped, see `decodeLoose`). Values, numeric labels, period, addresses and times are exact; lines and columns beyond 2^53
 * are rounded.
 *
 * @throws {HeaptideError} `HT_E_NOT_A_PROFILE` in pprof's words with what is wrong and where, `HT_E_TOO_LARGE`.
 */
export function decodeProfile(bytes: Uint8Array): Profile {
  if (bytes.length === 0) throw new HeaptideError('HT_E_NOT_A_PROFILE', 'parsing profile: empty input file');
  try {
    // A Buffer of Node would make Buffers of its parts, which takes longer.
    return decode(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length));
  } catch (error) {
    // The engine's answer to a column that it cannot hold.
    if (!(error instanceof RangeError)) throw error;
    throw new HeaptideError('HT_E_TOO_LARGE', 'the profile does not fit into memory', { cause: error });
  }
}

function decode(bytes: Uint8Array): Profile {
  const { strings, headerFields, extents } = scanProfile(bytes);
  const header = decodeHeader(new WireReader(bytes), headerFields, strings);
  const extent = (field: number) => extents[field]!;
  const mappings = decodeMappings(bytes, extent(PROFILE.mapping), strings);
  const functions = decodeFunctions(bytes, extent(PROFILE.function), strings);
  const locations = decodeLocations(bytes, extent(PROFILE.location), mappings.index, functions.index);
  const width = header.sampleTypes.length;
  const samples = decodeSamples(bytes, extent(PROFILE.sample), {
    strings,
    locations: locations.index,
    width,
  });
  return {
    strings,
    ...header,
    mappings: mappings.table,
    functions: functions.table,
    locations: locations.table,
    samples,
  };
}
