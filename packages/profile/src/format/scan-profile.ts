import { Column } from '../build/column.js';
import { HeaptideError } from '../heaptide-error.js';
import { PROFILE } from './profile-fields.js';
import { StringTable } from '../string-table.js';
import { WireReader } from './wire-reader.js';
import { LENGTH } from './wire-type.js';

const SAMPLE_TAG = PROFILE.sample * 8 + LENGTH;

/** Above this many rows a list of objects is an attack or an accident, and would exhaust the heap. */
export const MOST_ROWS = 2 ** 24;

/** The stretch of bytes in which all messages of one kind stand, among others. */
export interface Extent {
  readonly from: number;
  readonly to: number;
  /** How many messages there are. */
  readonly count: number;
}

export interface ProfileScan {
  readonly strings: StringTable;
  /** Where the fields begin that are no table, in the order of the file. */
  readonly headerFields: Int32Array;
  /** By field number: `sample`, `mapping`, `location` and `function`. */
  readonly extents: readonly Extent[];
}

/**
 * First pass over a profile: steps over its messages, and notes where each kind stands. Takes the string table, which most
 * writers put last, although all others refer to it.
 */
export function scanProfile(bytes: Uint8Array): ProfileScan {
  const reader = new WireReader(bytes);
  const from = new Int32Array(PROFILE.docUrl + 1).fill(-1);
  const to = new Int32Array(from.length);
  const counts = new Int32Array(from.length);
  const headerFields = Column.int32();
  const starts = Column.int32(4096);
  const offsets = Column.int32(4096);
  offsets.push(0);
  for (let start = 0; ; start = reader.position) {
    const samples = skipShortSamples(bytes, start);
    if (samples.count > 0) {
      if (from[PROFILE.sample] === -1) from[PROFILE.sample] = start;
      to[PROFILE.sample] = samples.end;
      counts[PROFILE.sample]! += samples.count;
      start = samples.end;
      reader.position = start;
    }
    if (!reader.next()) break;
    const { field } = reader;
    if (field === PROFILE.string) {
      const outer = reader.enter();
      const size = reader.end - reader.position;
      if (starts.length === 0 && size > 0) throw reader.unrecognized('string_table[0] is not empty');
      if (starts.length === MOST_ROWS) throw tooMany('strings');
      starts.push(reader.position);
      offsets.push(offsets.data[starts.length - 1]! + size);
      reader.leave(outer);
      continue;
    }
    reader.skip();
    if (isTable(field)) {
      if (from[field] === -1) from[field] = start;
      to[field] = reader.position;
      counts[field]!++;
    } else if (field < from.length) {
      if (headerFields.length === MOST_ROWS) throw tooMany('fields at its top level');
      headerFields.push(start);
    }
  }
  if (starts.length === 0) throw reader.unrecognized('no string table');
  const extents = Array.from(from, (start, field) => ({
    from: start,
    to: to[field]!,
    count: counts[field]!,
  }));
  const utf8 = reader.gather(starts, offsets);
  return { strings: StringTable.decoding(utf8, offsets.rows()), headerFields: headerFields.rows(), extents };
}

/** Steps over the samples that follow one another from `start` on; those of more than 127 bytes are left to the reader. */
function skipShortSamples(bytes: Uint8Array, start: number): { count: number; end: number } {
  let count = 0;
  let end = start;
  while (bytes[end] === SAMPLE_TAG) {
    const size = bytes[end + 1]!;
    if (!(size < 0x80 && end + 2 + size <= bytes.length)) break;
    end += 2 + size;
    count++;
  }
  return { count, end };
}

function isTable(field: number): boolean {
  return field >= PROFILE.sample && field <= PROFILE.function;
}

function tooMany(what: string): HeaptideError {
  return new HeaptideError('HT_E_TOO_LARGE', `the profile has more than ${MOST_ROWS} ${what}`);
}
