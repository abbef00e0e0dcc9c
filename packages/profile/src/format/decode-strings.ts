import { HeaptideError } from '../heaptide-error.js';
import { Column } from '../build/column.js';
import type { StringId } from '../profile.js';
import { StringTable } from '../string-table.js';
import { PROFILE } from './profile-fields.js';
import type { WireReader } from './wire-reader.js';

/** Above this many rows a list of objects is an attack or an accident, and would exhaust the heap. */
export const MOST_ROWS = 2 ** 24;

/** The string table of a profile, and how many times each field occurs at its top level. */
export function decodeStrings(reader: WireReader): { strings: StringTable; counts: Int32Array } {
  const starts = Column.int32();
  const offsets = Column.int32();
  offsets.push(0);
  const counts = new Int32Array(PROFILE.docUrl + 1);
  while (reader.next()) {
    if (reader.field < counts.length) counts[reader.field]!++;
    if (reader.field === PROFILE.string) {
      if (starts.length === MOST_ROWS)
        throw new HeaptideError('HT_E_TOO_LARGE', `more than ${MOST_ROWS} strings`);
      const outer = reader.enter();
      const size = reader.end - reader.position;
      if (starts.length === 0 && size > 0) throw reader.unrecognized('string_table[0] is not empty');
      starts.push(reader.position);
      offsets.push(offsets.data[offsets.length - 1]! + size);
      reader.leave(outer);
    } else reader.skip();
  }
  if (starts.length === 0) throw reader.unrecognized('no string table');
  return {
    strings: StringTable.decoding(reader.gather(starts.rows(), offsets.rows()), offsets.rows()),
    counts,
  };
}

/** Reads a reference to the string table. */
export function stringId(reader: WireReader, strings: StringTable): StringId {
  const index = reader.uint();
  if (index >= strings.length) throw reader.unrecognized(`string index ${index} of ${strings.length}`);
  return index as StringId;
}
