import { HeaptideError } from '../heaptide-error.js';
import type { StringId } from '../profile.js';
import { PROFILE } from './profile-fields.js';
import type { WireReader } from './wire-reader.js';

/** Above this many rows a list of objects is an attack or an accident, and would exhaust the heap. */
export const MOST_ROWS = 2 ** 24;

/** The string table of a profile, and how many times each field occurs at its top level. */
export function decodeStrings(reader: WireReader): { strings: string[]; counts: Int32Array } {
  const strings: string[] = [];
  const counts = new Int32Array(PROFILE.docUrl + 1);
  while (reader.next()) {
    if (reader.field < counts.length) counts[reader.field]!++;
    if (reader.field === PROFILE.string) {
      if (strings.length === MOST_ROWS)
        throw new HeaptideError('HT_E_TOO_LARGE', `more than ${MOST_ROWS} strings`);
      strings.push(reader.text());
    } else reader.skip();
  }
  if (strings.length === 0) throw reader.unrecognized('no string table');
  if (strings[0] !== '') throw reader.unrecognized('string_table[0] is not empty');
  return { strings, counts };
}

/** Reads a reference to the string table. */
export function stringId(reader: WireReader, strings: readonly string[]): StringId {
  const index = reader.uint();
  if (index >= strings.length) throw reader.unrecognized(`string index ${index} of ${strings.length}`);
  return index as StringId;
}
