import { Column } from '../build/column.js';
import { IdIndex } from './id-index.js';
import type { Functions, Locations, Mappings } from '../profile.js';
import { MessageWalk } from './message-walk.js';
import { FUNCTION, LINE, LOCATION, MAPPING, PROFILE } from './profile-fields.js';
import type { Extent } from './scan-profile.js';
import { stringId } from './string-id.js';
import type { StringTable } from '../string-table.js';
import type { WireReader } from './wire-reader.js';

/** A table of the profile and the way from the ids of the file to its rows. */
export interface Indexed<Table> {
  readonly table: Table;
  readonly index: IdIndex;
}

export function decodeMappings(bytes: Uint8Array, extent: Extent, strings: StringTable): Indexed<Mappings> {
  const length = extent.count;
  const index = new IdIndex(length);
  const table = {
    length,
    memoryStart: new BigUint64Array(length),
    memoryLimit: new BigUint64Array(length),
    fileOffset: new BigUint64Array(length),
    filename: new Int32Array(length),
    buildId: new Int32Array(length),
    flags: new Uint8Array(length),
  };
  const walk = new MessageWalk(bytes, extent, PROFILE.mapping, 'mapping');
  const { reader } = walk;
  while (walk.next()) {
    const { row } = walk;
    let id: number | bigint = 0;
    let flags = 0;
    while (reader.next()) {
      const { field } = reader;
      if (field === MAPPING.id) id = reader.id();
      else if (field === MAPPING.memoryStart) table.memoryStart[row] = reader.uint64();
      else if (field === MAPPING.memoryLimit) table.memoryLimit[row] = reader.uint64();
      else if (field === MAPPING.fileOffset) table.fileOffset[row] = reader.uint64();
      else if (field === MAPPING.filename) table.filename[row] = stringId(reader, strings);
      else if (field === MAPPING.buildId) table.buildId[row] = stringId(reader, strings);
      else if (field >= MAPPING.hasFunctions && field <= MAPPING.hasInlineFrames) {
        const bit = 1 << (field - MAPPING.hasFunctions);
        flags = reader.bool() ? flags | bit : flags & ~bit;
      } else reader.skip();
    }
    table.flags[row] = flags;
    addId(reader, index, id, 'ID');
  }
  return { table: { ...table, ...fileIds(index) }, index };
}

export function decodeFunctions(bytes: Uint8Array, extent: Extent, strings: StringTable): Indexed<Functions> {
  const length = extent.count;
  const index = new IdIndex(length);
  const name = new Int32Array(length);
  const systemName = new Int32Array(length);
  const filename = new Int32Array(length);
  const startLine = new Float64Array(length);
  const walk = new MessageWalk(bytes, extent, PROFILE.function, 'function');
  const { reader } = walk;
  while (walk.next()) {
    const { row } = walk;
    let id: number | bigint = 0;
    while (reader.next()) {
      const { field } = reader;
      if (field === FUNCTION.id) id = reader.id();
      else if (field === FUNCTION.name) name[row] = stringId(reader, strings);
      else if (field === FUNCTION.systemName) systemName[row] = stringId(reader, strings);
      else if (field === FUNCTION.filename) filename[row] = stringId(reader, strings);
      else if (field === FUNCTION.startLine) startLine[row] = reader.int();
      else reader.skip();
    }
    addId(reader, index, id, 'ID');
  }
  return { table: { length, name, systemName, filename, startLine }, index };
}

/** An unknown mapping counts as none, as in pprof; an unknown function is an error. */
export function decodeLocations(
  bytes: Uint8Array,
  extent: Extent,
  mappings: IdIndex,
  functions: IdIndex,
): Indexed<Locations> {
  const length = extent.count;
  const index = new IdIndex(length);
  const address = new BigUint64Array(length);
  const mapping = new Int32Array(length).fill(-1);
  const folded = new Uint8Array(length);
  const lineOffsets = new Int32Array(length + 1);
  const lines = new LineColumns(length);
  const walk = new MessageWalk(bytes, extent, PROFILE.location, 'location');
  const { reader } = walk;
  while (walk.next()) {
    const { row } = walk;
    let id: number | bigint = 0;
    let unknown = false;
    while (reader.next()) {
      const { field } = reader;
      if (field === LOCATION.id) id = reader.id();
      else if (field === LOCATION.mapping) mapping[row] = mappings.row(reader.id());
      else if (field === LOCATION.address) address[row] = reader.uint64();
      else if (field === LOCATION.line) unknown = !lines.decode(reader, functions) || unknown;
      else if (field === LOCATION.folded) folded[row] = reader.bool() ? 1 : 0;
      else reader.skip();
    }
    if (unknown) {
      throw reader.notAProfile(`malformed profile: location id: ${String(id)} has a line with nil function`);
    }
    lineOffsets[row + 1] = lines.length;
    addId(reader, index, id, 'id');
  }
  const table = { length, address, mapping, lineOffsets, ...lines.columns(), folded, ...fileIds(index) };
  return { table, index };
}

/** The lines of all locations; columns of their own, since nearly every location has just one. */
class LineColumns {
  readonly #function: Column<Int32Array<ArrayBuffer>>;
  readonly #line: Column<Float64Array<ArrayBuffer>>;
  readonly #column: Column<Float64Array<ArrayBuffer>>;

  constructor(capacity: number) {
    this.#function = Column.int32(capacity);
    this.#line = Column.float64(capacity);
    this.#column = Column.float64(capacity);
  }

  get length(): number {
    return this.#function.length;
  }

  /** Reads the line in the current field; false where its function is not known. */
  decode(reader: WireReader, functions: IdIndex): boolean {
    const outer = reader.enter();
    let func = -1;
    let line = 0;
    let column = 0;
    while (reader.next()) {
      const { field } = reader;
      if (field === LINE.function) func = functions.row(reader.id());
      else if (field === LINE.line) line = reader.int();
      else if (field === LINE.column) column = reader.int();
      else reader.skip();
    }
    reader.leave(outer);
    this.#function.push(func);
    this.#line.push(line);
    this.#column.push(column);
    return func !== -1;
  }

  columns(): Pick<Locations, 'lineFunction' | 'lineNumber' | 'lineColumn'> {
    return {
      lineFunction: this.#function.rows(),
      lineNumber: this.#line.rows(),
      lineColumn: this.#column.rows(),
    };
  }
}

/** The ids of the file where they are not row + 1. */
function fileIds(index: IdIndex): { ids?: BigUint64Array } {
  const ids = index.unusualIds();
  return ids === undefined ? {} : { ids };
}

/** `idWord` is how pprof spells the word for this kind of row. */
function addId(reader: WireReader, index: IdIndex, id: number | bigint, idWord: 'id' | 'ID'): void {
  if (id === 0) {
    throw reader.notAProfile(`malformed profile: found ${reader.subject} with reserved ${idWord}=0`);
  }
  if (!index.add(id)) {
    throw reader.notAProfile(`malformed profile: multiple ${reader.subject}s with same id: ${String(id)}`);
  }
}
