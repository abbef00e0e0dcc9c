import { Column } from '../build/column.js';
import { HeaptideError } from '../heaptide-error.js';
import { PROFILE } from './profile-fields.js';
import { StringTable } from '../string-table.js';
import { WireReader } from './wire-reader.js';
import { LENGTH } from './wire-type.js';

/** Above this many rows a list of objects is an attack or an accident, and would exhaust the heap. */
export const MOST_ROWS = 2 ** 24;

const FIRST_TABLE_TAG = PROFILE.sample * 8 + LENGTH;
const LAST_TABLE_TAG = PROFILE.function * 8 + LENGTH;
const STRING_TAG = PROFILE.string * 8 + LENGTH;

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
  return new ProfileScanner(bytes).scan();
}

/** Steps right over the bytes where tags and lengths are short, and leaves all else to a {@link WireReader}. */
class ProfileScanner {
  readonly #bytes: Uint8Array;
  readonly #reader: WireReader;
  readonly #from = new Int32Array(PROFILE.docUrl + 1).fill(-1);
  readonly #to = new Int32Array(PROFILE.docUrl + 1);
  readonly #counts = new Int32Array(PROFILE.docUrl + 1);
  readonly #headerFields = Column.int32();
  readonly #starts = Column.int32(4096);
  readonly #ends = Column.int32(4096);

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#reader = new WireReader(bytes);
  }

  scan(): ProfileScan {
    const bytes = this.#bytes;
    for (let position = 0; position < bytes.length;) {
      const tag = bytes[position]!;
      let next = position;
      if (tag === STRING_TAG) next = this.#skipStrings(position);
      else if (tag >= FIRST_TABLE_TAG && tag <= LAST_TABLE_TAG && (tag & 7) === LENGTH) {
        next = this.#skipTable(position, tag);
      }
      position = next === position ? this.#skipField(position) : next;
    }
    if (this.#starts.length === 0) throw this.#at(bytes.length).unrecognized('no string table');
    if (this.#ends.data[0] !== this.#starts.data[0]) {
      throw this.#at(this.#starts.data[0]!).unrecognized('string_table[0] is not empty');
    }
    const extents = Array.from(this.#from, (from, field) => ({
      from,
      to: this.#to[field]!,
      count: this.#counts[field]!,
    }));
    return { strings: this.#stringTable(), headerFields: this.#headerFields.rows(), extents };
  }

  /** Steps over strings of up to 16 KiB that follow one another. */
  #skipStrings(from: number): number {
    const bytes = this.#bytes;
    let position = from;
    while (position + 2 < bytes.length && bytes[position] === STRING_TAG && this.#starts.length < MOST_ROWS) {
      let size = bytes[position + 1]!;
      let start = position + 2;
      if (size >= 0x80) {
        const high = bytes[start++]!;
        if (high >= 0x80) break;
        size = (size & 0x7f) | (high << 7);
      }
      if (start + size > bytes.length) break;
      position = start + size;
      this.#starts.push(start);
      this.#ends.push(position);
    }
    return position;
  }

  /** Steps over messages of one kind, of up to 127 bytes, that follow one another. */
  #skipTable(from: number, tag: number): number {
    const bytes = this.#bytes;
    let count = 0;
    let position = from;
    while (position + 1 < bytes.length && bytes[position] === tag) {
      const size = bytes[position + 1]!;
      if (size >= 0x80 || position + 2 + size > bytes.length) break;
      position += 2 + size;
      count++;
    }
    if (count > 0) this.#note(tag >> 3, from, position, count);
    return position;
  }

  #skipField(from: number): number {
    const reader = this.#at(from);
    reader.next();
    const { field } = reader;
    if (field === PROFILE.string) {
      const outer = reader.enter();
      if (this.#starts.length === MOST_ROWS) throw tooMany('strings');
      this.#starts.push(reader.position);
      this.#ends.push(reader.end);
      reader.leave(outer);
      return reader.position;
    }
    reader.skip();
    if (field >= PROFILE.sample && field <= PROFILE.function) this.#note(field, from, reader.position, 1);
    else if (field < this.#from.length) {
      if (this.#headerFields.length === MOST_ROWS) throw tooMany('fields at its top level');
      this.#headerFields.push(from);
    }
    return reader.position;
  }

  #note(field: number, from: number, to: number, count: number): void {
    if (this.#from[field] === -1) this.#from[field] = from;
    this.#to[field] = to;
    this.#counts[field]! += count;
  }

  /** Over a copy of the bytes from the first string to the last, which is little more than the strings. */
  #stringTable(): StringTable {
    const first = this.#starts.data[0]!;
    const starts = this.#starts.rows();
    const ends = this.#ends.rows();
    const size = ends.reduce((sum, end, i) => sum + end - starts[i]!, 0);
    const span = ends.at(-1)! - first;
    if (span <= 2 * size + 3 * starts.length) {
      const bytes = new Uint8Array(this.#bytes.subarray(first, first + span));
      return StringTable.slices(
        bytes,
        starts.map((start) => start - first),
        ends.map((end) => end - first),
      );
    }
    // Strings that stand among other messages are gathered.
    const bytes = new Uint8Array(size);
    let end = 0;
    for (let i = 0; i < starts.length; i++) {
      const piece = this.#bytes.subarray(starts[i], ends[i]);
      bytes.set(piece, end);
      starts[i] = end;
      end += piece.length;
      ends[i] = end;
    }
    return StringTable.slices(bytes, starts, ends);
  }

  #at(position: number): WireReader {
    this.#reader.position = position;
    return this.#reader;
  }
}

function tooMany(what: string): HeaptideError {
  return new HeaptideError('HT_E_TOO_LARGE', `the profile has more than ${MOST_ROWS} ${what}`);
}
