import { compareUtf8 } from './byte-order.js';
import type { Line } from '../build/location-table.js';
import type { FunctionId, LocationId, MappingId, Profile, StringId } from '../profile.js';
import type { ProfileTables } from '../build/profile-tables.js';
import type { LabelRow } from '../build/sample-table.js';

/** For each sample type of the result: the column of the imported profile, and the factor to bring it to the unit. */
export type ColumnPlan = readonly { readonly index: number; readonly ratio: number }[];

const PAGE = 4096n;

/** Adds the samples of profiles to tables, and of the other rows those that the samples need. */
export class ProfileImporter {
  readonly #tables: ProfileTables;
  readonly #mappings = new Map<string, MappingId>();

  constructor(tables: ProfileTables) {
    this.#tables = tables;
  }

  add(profile: Profile, plan: ColumnPlan): void {
    const { samples, sampleTypes } = profile;
    const rows = new RowImporter(profile, this.#tables, this.#mappings);
    const values = new Float64Array(plan.length);
    for (let sample = 0; sample < samples.length; sample++) {
      let zero = true;
      for (let i = 0; i < plan.length; i++) {
        const { index, ratio } = plan[i]!;
        const value = samples.values[sample * sampleTypes.length + index]!;
        values[i] = ratio === 1 ? value : Math.round(value * ratio) + 0;
        if (value !== 0) zero = false;
      }
      if (!zero) this.#tables.samples.add(rows.stack(sample), values, rows.labels(sample));
    }
  }
}

/** The way from the rows of one profile to those of the tables. */
class RowImporter {
  readonly #profile: Profile;
  readonly #tables: ProfileTables;
  readonly #mappings: Map<string, MappingId>;
  /** New location row + 1; 0 where the location was not met yet. */
  readonly #locations: Int32Array;
  #stack = new Int32Array(128);

  constructor(profile: Profile, tables: ProfileTables, mappings: Map<string, MappingId>) {
    this.#profile = profile;
    this.#tables = tables;
    this.#mappings = mappings;
    this.#locations = new Int32Array(profile.locations.length);
    // pprof takes the first mapping for the main program, so it comes first even where no sample needs it.
    if (profile.mappings.length > 0 && tables.mappings.length === 0) this.#mapping(0);
  }

  /** The result is overwritten by the next call. */
  stack(sample: number): Int32Array {
    const { stack, stackOffsets } = this.#profile.samples;
    const from = stackOffsets[sample]!;
    const depth = stackOffsets[sample + 1]! - from;
    if (depth > this.#stack.length) this.#stack = new Int32Array(2 * depth);
    for (let i = 0; i < depth; i++) {
      const location = stack[from + i]!;
      this.#locations[location] ||= this.#location(location) + 1;
      this.#stack[i] = this.#locations[location] - 1;
    }
    return this.#stack.subarray(0, depth);
  }

  /** In the order in which pprof writes them, texts before numbers and by key, so that equal sets are equal lists. */
  labels(sample: number): LabelRow[] {
    const { labelOffsets, labelKey, labelText, labelNumber, labelUnit } = this.#profile.samples;
    const from = labelOffsets[sample]!;
    const rows = Array.from({ length: labelOffsets[sample + 1]! - from }, (_, i) => from + i);
    if (rows.length > 1) rows.sort((a, b) => this.#compareLabels(a, b));
    return rows.map((row) => ({
      key: this.#string(labelKey[row]!),
      text: this.#string(labelText[row]!),
      number: labelNumber[row]!,
      unit: this.#string(labelUnit[row]!),
    }));
  }

  #compareLabels(a: number, b: number): number {
    const { strings, samples } = this.#profile;
    const isNumber = (row: number) => Number(samples.labelText[row] === 0);
    const key = (row: number) => strings[samples.labelKey[row]!]!;
    return isNumber(a) - isNumber(b) || compareUtf8(key(a), key(b));
  }

  #string(id: number): StringId {
    return this.#tables.strings.id(this.#profile.strings[id]!);
  }

  #location(row: number): LocationId {
    const { locations, mappings } = this.#profile;
    const lines: Line[] = [];
    for (let line = locations.lineOffsets[row]!; line < locations.lineOffsets[row + 1]!; line++) {
      lines.push({
        function: this.#function(locations.lineFunction[line]!),
        line: locations.lineNumber[line]!,
        column: locations.lineColumn[line]!,
      });
    }
    const source = locations.mapping[row]!;
    const mapping = source === -1 ? -1 : this.#mapping(source);
    let address = locations.address[row]!;
    if (mapping !== -1) {
      const shift = this.#tables.mappings.get(mapping).memoryStart - mappings.memoryStart[source]!;
      address = BigInt.asUintN(64, address + shift);
    }
    return this.#tables.locations.id({ mapping, address, folded: locations.folded[row] !== 0, lines });
  }

  #function(row: number): FunctionId {
    const { functions } = this.#profile;
    return this.#tables.functions.id({
      name: this.#string(functions.name[row]!),
      systemName: this.#string(functions.systemName[row]!),
      filename: this.#string(functions.filename[row]!),
      startLine: functions.startLine[row]!,
    });
  }

  /** Mappings of one file and size are one, wherever they were loaded. */
  #mapping(row: number): MappingId {
    const { mappings } = this.#profile;
    const memoryStart = mappings.memoryStart[row]!;
    const memoryLimit = mappings.memoryLimit[row]!;
    const fileOffset = mappings.fileOffset[row]!;
    const filename = this.#string(mappings.filename[row]!);
    const buildId = this.#string(mappings.buildId[row]!);
    const flags = mappings.flags[row]!;
    const pages = (BigInt.asUintN(64, memoryLimit - memoryStart) + PAGE - 1n) / PAGE;
    const key = [pages, fileOffset, buildId === 0 ? filename : buildId].join();
    const known = this.#mappings.get(key);
    if (known !== undefined) return known;
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
