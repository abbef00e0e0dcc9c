import type { StringId } from '../profile.js';
import type { StringTable } from '../string-table.js';
import type { WireReader } from './wire-reader.js';

/** Reads a reference to the string table. */
export function stringId(reader: WireReader, strings: StringTable): StringId {
  const index = reader.uint();
  if (index < strings.length) return index as StringId;
  const shown = Number.isSafeInteger(index) ? index : reader.lastInt64();
  throw reader.unrecognized(`string index ${String(shown)} of ${strings.length}`);
}
