/**
 * The in-memory pprof profile: columns, not objects.
 *
 * A column holds one number per row; strings are indexes into `strings`. Rows refer to each other by row number, never
 * by the ids of the file, so every reference is valid by construction. Branded ids keep the kinds of row number apart.
 *
 * Format: github.com/google/pprof/proto/profile.proto.
 */

import type { StringTable } from './string-table.js';

/** Row number in {@link Profile.functions}. */
export type FunctionId = number & { readonly __row: 'function' };
/** Row number in {@link Profile.locations}. */
export type LocationId = number & { readonly __row: 'location' };
/** Row number in {@link Profile.mappings}. */
export type MappingId = number & { readonly __row: 'mapping' };
/** Index into {@link Profile.strings}; 0 is the empty string. */
export type StringId = number & { readonly __row: 'string' };

/** What a column of sample values counts, such as `inuse_space` in `bytes`. */
export interface ValueType {
  readonly type: string;
  readonly unit: string;
}

export interface Mappings {
  readonly length: number;
  readonly memoryStart: BigUint64Array;
  readonly memoryLimit: BigUint64Array;
  readonly fileOffset: BigUint64Array;
  /** String ids. */
  readonly filename: Int32Array;
  /** String ids. */
  readonly buildId: Int32Array;
  /** Bit set: 1 has_functions, 2 has_filenames, 4 has_line_numbers, 8 has_inline_frames. */
  readonly flags: Uint8Array;
  /** The ids of the file, for show; there only where they are not row number + 1. */
  readonly ids?: BigUint64Array;
}

export interface Functions {
  readonly length: number;
  /** String ids. */
  readonly name: Int32Array;
  /** String ids; empty in what we write, so that pprof leaves JavaScript names alone. */
  readonly systemName: Int32Array;
  /** String ids. */
  readonly filename: Int32Array;
  /** 1-based line where the function begins; 0 when unknown. */
  readonly startLine: Float64Array;
}

export interface Locations {
  readonly length: number;
  readonly address: BigUint64Array;
  /** Mapping rows; -1 without a mapping. */
  readonly mapping: Int32Array;
  /** `length + 1` offsets into the three line columns; a location's lines are innermost first. */
  readonly lineOffsets: Int32Array;
  /** Function rows. */
  readonly lineFunction: Int32Array;
  readonly lineNumber: Float64Array;
  readonly lineColumn: Float64Array;
  /** 1 where the location stands for several that were folded together. */
  readonly folded: Uint8Array;
  /** As {@link Mappings.ids}. */
  readonly ids?: BigUint64Array;
}

export interface Samples {
  readonly length: number;
  /** `length + 1` offsets into `stack`. */
  readonly stackOffsets: Int32Array;
  /** Location rows, leaf first. */
  readonly stack: Int32Array;
  /** Row-major: `values[sample * sampleTypes.length + type]`. Whole numbers, rounded beyond 2^53 - 1. */
  readonly values: Float64Array;
  /** The same values as 64-bit integers; there only where some value of `values` is rounded. */
  readonly exactValues?: BigInt64Array;
  /** `length + 1` offsets into the four label columns. */
  readonly labelOffsets: Int32Array;
  /** String ids. */
  readonly labelKey: Int32Array;
  /** String ids; 0 for a numeric label. */
  readonly labelText: Int32Array;
  readonly labelNumber: Float64Array;
  /** As `exactValues`, for `labelNumber`. */
  readonly exactLabelNumbers?: BigInt64Array;
  /** String ids; the unit of a numeric label. */
  readonly labelUnit: Int32Array;
}

export interface Profile {
  readonly strings: StringTable;
  readonly sampleTypes: readonly ValueType[];
  /** Name of the sample type to show first; `''` when the profile does not say. */
  readonly defaultSampleType: string;
  readonly periodType: ValueType;
  /** Units of `periodType` between two samples: for a heap profile, bytes. */
  readonly period: number;
  /** There only where `period` is rounded. */
  readonly exactPeriod?: bigint;
  /** Time of collection, nanoseconds since 1970. */
  readonly timeNanos: bigint;
  readonly durationNanos: bigint;
  readonly comments: readonly string[];
  readonly dropFrames: string;
  readonly keepFrames: string;
  readonly docUrl: string;
  readonly mappings: Mappings;
  readonly functions: Functions;
  readonly locations: Locations;
  readonly samples: Samples;
}
