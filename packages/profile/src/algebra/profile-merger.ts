import { compareUtf8 } from './byte-order.js';
import type { FunctionId, LocationId, MappingId, Profile, StringId } from '../profile.js';
import type { ProfileTables } from '../build/profile-tables.js';
import type { Utf8Interner } from '../build/utf8-interner.js';

const PAGE = 4096n;
const NONE = -1;

/**
 * Adds profiles of equal sample types to tables: their samples, save those whose values are all 0, and of the other rows
 * those that the samples need. Rows come in the order in which google/pprof meets them, so they get the same numbers.
 */
export class ProfileMerger {
  readonly #tables: ProfileTables<Utf8Interner>;
  readonly #mappings = new Map<string, MappingId>();

  constructor(tables: ProfileTables<Utf8Interner>) {
    this.#tables = tables;
  }

  add(profile: Profile): void {
    const { samples } = this.#tables;
    const { stack, stackOffsets, values, exactValues, length } = profile.samples;
    const width = profile.sampleTypes.length;
    const rows = new RowMerger(profile, this.#tables, this.#mappings);
    const locations = rows.mergeLocations();
    for (let sample = 0; sample < length; sample++) {
      const first = sample * width;
      if (isZero(values, first, first + width)) continue;
      const start = stackOffsets[sample]!;
      const end = stackOffsets[sample + 1]!;
      samples.frames(locations, stack, start, end);
      rows.writeLabels(sample);
      const row = samples.id();
      for (let i = 0; i < width; i++) samples.addValue(row, i, values[first + i]!, exactValues?.[first + i]);
    }
  }
}

function isZero(values: Float64Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (values[i] !== 0) return false;
  return true;
}

/** The way from the rows of one profile to those of the tables. */
class RowMerger {
  readonly #profile: Profile;
  readonly #tables: ProfileTables<Utf8Interner>;
  readonly #mappings: Map<string, MappingId>;
  /** New rows by old ones; {@link NONE} where the old one was not met yet. */
  readonly #strings: Int32Array;
  readonly #functions: Int32Array;
  readonly #mappingRows: Int32Array;
  /** By old mapping: what to add to addresses in it. */
  readonly #shifts: bigint[] = [];

  constructor(profile: Profile, tables: ProfileTables<Utf8Interner>, mappings: Map<string, MappingId>) {
    this.#profile = profile;
    this.#tables = tables;
    this.#mappings = mappings;
    this.#strings = new Int32Array(profile.strings.length).fill(NONE);
    this.#functions = new Int32Array(profile.functions.length).fill(NONE);
    this.#mappingRows = new Int32Array(profile.mappings.length).fill(NONE);
    // pprof takes the first mapping for the main program, so it comes first even where no sample needs it.
    if (profile.mappings.length > 0 && tables.mappings.length === 0) this.#mapping(0);
  }

  /** Merges the locations that samples with values need, in their order; returns new rows by old ones. */
  mergeLocations(): Int32Array {
    const { samples, locations, sampleTypes } = this.#profile;
    const { stack, stackOffsets, values, length } = samples;
    const width = sampleTypes.length;
    const rows = new Int32Array(locations.length).fill(NONE);
    for (let sample = 0; sample < length; sample++) {
      if (isZero(values, sample * width, (sample + 1) * width)) continue;
      const end = stackOffsets[sample + 1]!;
      for (let i = stackOffsets[sample]!; i < end; i++) {
        const row = stack[i]!;
        if (rows[row] === NONE) rows[row] = this.#newLocation(row);
      }
    }
    return rows;
  }

  /** Writes the labels of a sample in the order in which pprof has them, so that equal sets are equal lists. */
  writeLabels(sample: number): void {
    const { labelOffsets } = this.#profile.samples;
    const from = labelOffsets[sample]!;
    const count = labelOffsets[sample + 1]! - from;
    if (count === 0) return;
    if (count === 1) {
      this.#writeLabel(from);
      return;
    }
    const rows = Array.from({ length: count }, (_, i) => from + i);
    for (const row of rows.sort((a, b) => this.#compareLabels(a, b))) this.#writeLabel(row);
  }

  #writeLabel(row: number): void {
    const { labelKey, labelText, labelNumber, labelUnit, exactLabelNumbers } = this.#profile.samples;
    const text = labelText[row]!;
    const number = labelNumber[row]!;
    const unit = labelUnit[row]!;
    // A key alone is no label to pprof.
    if (text === 0 && number === 0 && unit === 0) return;
    this.#tables.samples.label({
      key: this.#string(labelKey[row]!),
      text: this.#string(text),
      number: text === 0 ? number : 0,
      unit: text === 0 ? this.#string(unit) : 0,
      exact: text === 0 ? exactLabelNumbers?.[row] : undefined,
    });
  }

  /** Texts before numbers, each by key; labels of one key keep their order, which has a meaning. */
  #compareLabels(a: number, b: number): number {
    const { strings, samples } = this.#profile;
    const isNumber = (row: number) => Number(samples.labelText[row] === 0);
    const key = (row: number) => strings.get(samples.labelKey[row]!);
    return isNumber(a) - isNumber(b) || compareUtf8(key(a), key(b));
  }

  #string(id: number): StringId {
    const known = this.#strings[id]!;
    if (known !== NONE) return known as StringId;
    const string = this.#tables.strings.id(this.#profile.strings.utf8(id));
    this.#strings[id] = string;
    return string;
  }

  #newLocation(row: number): LocationId {
    const { locations } = this.#profile;
    const table = this.#tables.locations;
    const source = locations.mapping[row]!;
    const mapping = source === NONE ? NONE : this.#mapping(source);
    for (let line = locations.lineOffsets[row]!; line < locations.lineOffsets[row + 1]!; line++) {
      const func = this.#function(locations.lineFunction[line]!);
      table.line(func, locations.lineNumber[line]!, locations.lineColumn[line]!);
    }
    let address = locations.address[row]!;
    if (mapping !== NONE) {
      const shift = this.#shifts[source]!;
      if (shift !== 0n) address = BigInt.asUintN(64, address + shift);
    }
    return table.id({ mapping, address, folded: locations.folded[row] !== 0 });
  }

  #function(row: number): FunctionId {
    const known = this.#functions[row]!;
    if (known !== NONE) return known as FunctionId;
    const { functions } = this.#profile;
    const func = this.#tables.functions.id({
      name: this.#string(functions.name[row]!),
      systemName: this.#string(functions.systemName[row]!),
      filename: this.#string(functions.filename[row]!),
      startLine: functions.startLine[row]!,
    });
    this.#functions[row] = func;
    return func;
  }

  #mapping(row: number): MappingId {
    const known = this.#mappingRows[row]!;
    if (known !== NONE) return known as MappingId;
    const mapping = this.#newMapping(row);
    this.#mappingRows[row] = mapping;
    const { memoryStart } = this.#tables.mappings.get(mapping);
    this.#shifts[row] = memoryStart - this.#profile.mappings.memoryStart[row]!;
    return mapping;
  }

  /** Mappings of one file and size are one, wherever they were loaded. */
  #newMapping(row: number): MappingId {
    const { mappings } = this.#profile;
    const memoryStart = mappings.memoryStart[row]!;
    const memoryLimit = mappings.memoryLimit[row]!;
    const fileOffset = mappings.fileOffset[row]!;
    const filename = this.#string(mappings.filename[row]!);
    const buildId = this.#string(mappings.buildId[row]!);
    const size = BigInt.asUintN(64, memoryLimit - memoryStart + PAGE - 1n);
    const key = [size / PAGE, fileOffset, buildId === 0 ? filename : buildId].join();
    const known = this.#mappings.get(key);
    if (known !== undefined) return known;
    const flags = mappings.flags[row]!;
    const id = this.#tables.mappings.append({
      memoryStart,
      memoryLimit,
      fileOffset,
      filename,
      buildId,
      flags,
    });
    this.#mappings.set(key, id);
    return id;
  }
}
