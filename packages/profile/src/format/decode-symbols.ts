import { Column } from '../build/column.js';
import { decodeMessages } from './decode-messages.js';
import { stringId } from './decode-strings.js';
import { IdIndex } from './id-index.js';
import type { Functions, Locations, Mappings } from '../profile.js';
import { FUNCTION, LINE, LOCATION, MAPPING, PROFILE } from './profile-fields.js';
import type { StringTable } from '../string-table.js';
import type { WireReader } from './wire-reader.js';

/** A table of the profile and the way from the ids of the file to its rows. */
export interface Indexed<Table> {
  readonly table: Table;
  readonly index: IdIndex;
}

/** `length`: how many mappings there are; likewise below. */
export function decodeMappings(bytes: Uint8Array, strings: StringTable, length: number): Indexed<Mappings> {
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
  decodeMessages(bytes, PROFILE.mapping, 'mapping', (reader, row) => {
    let id: number | bigint = 0;
    let flags = 0;
    const flag = (bit: number) => (flags = reader.bool() ? flags | bit : flags & ~bit);
    while (reader.next()) {
      const { field } = reader;
      if (field === MAPPING.id) id = reader.id();
      else if (field === MAPPING.memoryStart) table.memoryStart[row] = reader.uint64();
      else if (field === MAPPING.memoryLimit) table.memoryLimit[row] = reader.uint64();
      else if (field === MAPPING.fileOffset) table.fileOffset[row] = reader.uint64();
      else if (field === MAPPING.filename) table.filename[row] = stringId(reader, strings);
      else if (field === MAPPING.buildId) table.buildId[row] = stringId(reader, strings);
      else if (field === MAPPING.hasFunctions) flag(1);
      else if (field === MAPPING.hasFilenames) flag(2);
      else if (field === MAPPING.hasLineNumbers) flag(4);
      else if (field === MAPPING.hasInlineFrames) flag(8);
      else reader.skip();
    }
    table.flags[row] = flags;
    addId(reader, index, id, row, 'ID');
  });
  return { table, index };
}

export function decodeFunctions(bytes: Uint8Array, strings: StringTable, length: number): Indexed<Functions> {
  const index = new IdIndex(length);
  const table = {
    length,
    name: new Int32Array(length),
    systemName: new Int32Array(length),
    filename: new Int32Array(length),
    startLine: new Float64Array(length),
  };
  decodeMessages(bytes, PROFILE.function, 'function', (reader, row) => {
    let id: number | bigint = 0;
    while (reader.next()) {
      const { field } = reader;
      if (field === FUNCTION.id) id = reader.id();
      else if (field === FUNCTION.name) table.name[row] = stringId(reader, strings);
      else if (field === FUNCTION.systemName) table.systemName[row] = stringId(reader, strings);
      else if (field === FUNCTION.filename) table.filename[row] = stringId(reader, strings);
      else if (field === FUNCTION.startLine) table.startLine[row] = reader.int();
      else reader.skip();
    }
    addId(reader, index, id, row, 'ID');
  });
  return { table, index };
}

/** An unknown mapping counts as none, as in pprof; an unknown function is an error. */
export function decodeLocations(
  bytes: Uint8Array,
  mappings: IdIndex,
  functions: IdIndex,
  length: number,
): Indexed<Locations> {
  const index = new IdIndex(length);
  const address = new BigUint64Array(length);
  const mapping = new Int32Array(length).fill(-1);
  const folded = new Uint8Array(length);
  const lineOffsets = new Int32Array(length + 1);
  const lineFunction = Column.int32(length);
  const lineNumber = Column.float64(length);
  const lineColumn = Column.float64(length);
  decodeMessages(bytes, PROFILE.location, 'location', (reader, row) => {
    let id: number | bigint = 0;
    while (reader.next()) {
      const { field } = reader;
      if (field === LOCATION.id) id = reader.id();
      else if (field === LOCATION.mapping) mapping[row] = mappings.row(reader.id());
      else if (field === LOCATION.address) address[row] = reader.uint64();
      else if (field === LOCATION.folded) folded[row] = reader.bool() ? 1 : 0;
      else if (field === LOCATION.line) {
        const line = decodeLine(reader);
        lineFunction.push(functions.row(line.function));
        lineNumber.push(line.line);
        lineColumn.push(line.column);
      } else reader.skip();
    }
    lineOffsets[row + 1] = lineFunction.length;
    for (let line = lineOffsets[row]!; line < lineFunction.length; line++) {
      if (lineFunction.data[line] === -1) {
        throw reader.notAProfile(
          `malformed profile: location id: ${String(id)} has a line with nil function`,
        );
      }
    }
    addId(reader, index, id, row, 'id');
  });
  const lines = {
    lineFunction: lineFunction.rows(),
    lineNumber: lineNumber.rows(),
    lineColumn: lineColumn.rows(),
  };
  return { table: { length, address, mapping, lineOffsets, ...lines, folded }, index };
}

function decodeLine(reader: WireReader): { function: number | bigint; line: number; column: number } {
  const outer = reader.enter();
  const decoded: ReturnType<typeof decodeLine> = { function: 0, line: 0, column: 0 };
  while (reader.next()) {
    if (reader.field === LINE.function) decoded.function = reader.id();
    else if (reader.field === LINE.line) decoded.line = reader.int();
    else if (reader.field === LINE.column) decoded.column = reader.int();
    else reader.skip();
  }
  reader.leave(outer);
  return decoded;
}

/** `idWord` is how pprof spells the word for this kind of row. */
function addId(
  reader: WireReader,
  index: IdIndex,
  id: number | bigint,
  row: number,
  idWord: 'id' | 'ID',
): void {
  if (id === 0) {
    throw reader.notAProfile(`malformed profile: found ${reader.subject} with reserved ${idWord}=0`);
  }
  if (!index.add(id, row)) {
    throw reader.notAProfile(`malformed profile: multiple ${reader.subject}s with same id: ${String(id)}`);
  }
}
