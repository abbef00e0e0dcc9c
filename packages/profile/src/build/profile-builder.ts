import { AddressHash } from './address-hash.js';
import type { Label } from '../algebra/labels.js';
import type { Line } from './location-table.js';
import type { MappingRow } from './mapping-table.js';
import type { FunctionId, LocationId, MappingId, Profile, ValueType } from '../profile.js';
import { ProfileTables } from './profile-tables.js';
import type { LabelRow } from './sample-table.js';
import { StringInterner } from './string-interner.js';

export interface ProfileBuilderOptions {
  readonly sampleTypes: readonly ValueType[];
  readonly defaultSampleType?: string;
  readonly periodType?: ValueType;
  readonly period?: number;
  /** Nanoseconds since 1970. */
  readonly timeNanos?: bigint;
  readonly durationNanos?: bigint;
  readonly docUrl?: string;
}

export interface MappingOptions {
  /** The program that was profiled; pprof shows its base name as `File:`. */
  readonly filename: string;
  readonly buildId?: string;
  readonly memoryStart?: bigint;
  readonly memoryLimit?: bigint;
  readonly fileOffset?: bigint;
  /** Bit set of {@link Mappings.flags}; by default functions, file names and lines are known, so pprof does not symbolize. */
  readonly flags?: number;
}

export interface FunctionOptions {
  readonly name: string;
  readonly filename: string;
  /** 1-based. */
  readonly startLine?: number;
  /** Leave it out: where it is set, pprof demangles and so damages JavaScript names. */
  readonly systemName?: string;
}

export interface LocationOptions {
  readonly mapping?: MappingId;
  /** 64-bit; by default a hash of the lines that is equal in every capture of the same code. */
  readonly address?: bigint;
  /** Innermost first; more than one where calls were inlined. */
  readonly lines: readonly Line[];
}

export interface SampleOptions {
  /** Leaf first. */
  readonly stack: readonly LocationId[];
  /** One per sample type, in whole units; fractions are rounded. */
  readonly values: readonly number[];
  readonly labels?: readonly Label[];
}

const SYMBOLIZED = 1 | 2 | 4;
const NO_TYPE: ValueType = { type: '', unit: '' };

/**
 * Builds a profile row by row. Equal strings, mappings, functions and locations are stored once and get the same id;
 * samples are kept as given.
 *
 * Ids belong to the builder that returned them. Whatever breaks the model (an id of another builder, too few values)
 * throws a `RangeError`, since that is a defect of the caller.
 */
export class ProfileBuilder {
  readonly #options: ProfileBuilderOptions;
  readonly #tables: ProfileTables<StringInterner>;
  readonly #mappingIds = new Map<string, MappingId>();
  readonly #comments: string[] = [];

  constructor(options: ProfileBuilderOptions) {
    this.#options = options;
    this.#tables = new ProfileTables(new StringInterner(), options.sampleTypes.length);
  }

  /** The program that locations belong to; the first one names the process in pprof. */
  mapping(options: MappingOptions): MappingId {
    const { memoryStart = 0n, memoryLimit = 0n, fileOffset = 0n, flags = SYMBOLIZED } = options;
    const filename = this.#tables.strings.id(options.filename);
    const buildId = this.#tables.strings.id(options.buildId ?? '');
    const row: MappingRow = { memoryStart, memoryLimit, fileOffset, filename, buildId, flags };
    const key = Object.values(row).join();
    const id = this.#mappingIds.get(key) ?? this.#tables.mappings.append(row);
    this.#mappingIds.set(key, id);
    return id;
  }

  /** A function, told from others by all of its fields. */
  func(options: FunctionOptions): FunctionId {
    return this.#tables.functions.id({
      name: this.#tables.strings.id(options.name),
      systemName: this.#tables.strings.id(options.systemName ?? ''),
      filename: this.#tables.strings.id(options.filename),
      startLine: whole(options.startLine ?? 0),
    });
  }

  /** A place in the code; stacks are lists of these. */
  location(options: LocationOptions): LocationId {
    const mapping = options.mapping ?? -1;
    if (mapping >= this.#tables.mappings.length)
      throw new RangeError(`no mapping ${mapping} in this builder`);
    const lines = options.lines.map((line) => {
      if (!(line.function < this.#tables.functions.length)) {
        throw new RangeError(`no function ${line.function} in this builder`);
      }
      return { function: line.function, line: whole(line.line), column: whole(line.column) };
    });
    const address = BigInt.asUintN(64, options.address ?? this.#addressOf(lines));
    for (const line of lines) this.#tables.locations.line(line.function, line.line, line.column);
    return this.#tables.locations.id({ mapping, address, folded: false });
  }

  /** Adds a sample, also where one with equal stack and labels is there. */
  sample(options: SampleOptions): void {
    const { stack, values, labels = [] } = options;
    const width = this.#options.sampleTypes.length;
    if (values.length !== width) {
      throw new RangeError(`${values.length} values for ${width} sample types`);
    }
    for (const location of stack) {
      if (!(location < this.#tables.locations.length))
        throw new RangeError(`no location ${location} in this builder`);
    }
    const table = this.#tables.samples;
    const wholes = values.map(whole);
    const rows = labels.map((label) => this.#labelRow(label));
    for (const location of stack) table.frame(location);
    for (const row of rows) table.label(row);
    const sample = table.append();
    wholes.forEach((value, column) => table.addValue(sample, column, value));
  }

  /** Adds a comment; pprof hides those that begin with `#`. */
  comment(text: string): void {
    this.#comments.push(text);
  }

  /** The profile so far. The builder may be used further without touching it. */
  build(): Profile {
    const { sampleTypes, defaultSampleType = '', periodType = NO_TYPE, docUrl = '' } = this.#options;
    return this.#tables.profile({
      sampleTypes: sampleTypes.map(({ type, unit }) => ({ type, unit })),
      defaultSampleType,
      periodType: { type: periodType.type, unit: periodType.unit },
      period: whole(this.#options.period ?? 0),
      timeNanos: this.#options.timeNanos ?? 0n,
      durationNanos: this.#options.durationNanos ?? 0n,
      comments: [...this.#comments],
      dropFrames: '',
      keepFrames: '',
      docUrl,
    });
  }

  #addressOf(lines: readonly Line[]): bigint {
    const hash = new AddressHash();
    for (const line of lines) {
      const { name, filename, startLine } = this.#tables.functions.get(line.function);
      hash.add(this.#tables.strings.get(name)).add(this.#tables.strings.get(filename));
      hash.add(startLine).add(line.line).add(line.column);
    }
    return hash.digest();
  }

  #labelRow(label: Label): LabelRow {
    const key = this.#tables.strings.id(label.key);
    if ('text' in label) return { key, text: this.#tables.strings.id(label.text), number: 0, unit: 0 };
    return { key, text: 0, number: whole(label.number), unit: this.#tables.strings.id(label.unit ?? '') };
  }
}

function whole(value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is not a number that a profile can hold`);
  // Adding 0 turns -0, which the format does not know, into 0.
  return Math.round(value) + 0;
}
