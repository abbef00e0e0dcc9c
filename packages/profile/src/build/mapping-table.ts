import type { MappingId, Mappings, StringId } from '../profile.js';

/** One row of {@link Mappings}. */
export interface MappingRow {
  readonly memoryStart: bigint;
  readonly memoryLimit: bigint;
  readonly fileOffset: bigint;
  readonly filename: StringId;
  readonly buildId: StringId;
  readonly flags: number;
}

/** The mappings of a profile under construction. */
export class MappingTable {
  readonly #rows: MappingRow[] = [];

  append(row: MappingRow): MappingId {
    this.#rows.push(row);
    return (this.#rows.length - 1) as MappingId;
  }

  get(id: MappingId): MappingRow {
    return this.#rows[id]!;
  }

  get length(): number {
    return this.#rows.length;
  }

  columns(): Mappings {
    const rows = this.#rows;
    return {
      length: rows.length,
      memoryStart: BigUint64Array.from(rows, (row) => row.memoryStart),
      memoryLimit: BigUint64Array.from(rows, (row) => row.memoryLimit),
      fileOffset: BigUint64Array.from(rows, (row) => row.fileOffset),
      filename: Int32Array.from(rows, (row) => row.filename),
      buildId: Int32Array.from(rows, (row) => row.buildId),
      flags: Uint8Array.from(rows, (row) => row.flags),
    };
  }
}
