import { Column } from './column.js';
import type { FunctionId, LocationId, Locations } from '../profile.js';

/** A function and the place in it where a frame stands; `line` and `column` are 1-based, 0 when unknown. */
export interface Line {
  readonly function: FunctionId;
  readonly line: number;
  readonly column: number;
}

/** One row of {@link Locations}; `lines` innermost first. */
export interface LocationRow {
  /** -1 without a mapping. */
  readonly mapping: number;
  readonly address: bigint;
  readonly folded: boolean;
  readonly lines: readonly Line[];
}

/** The locations of a profile under construction; equal ones share a row. */
export class LocationTable {
  readonly #ids = new Map<string, LocationId>();
  readonly #address: bigint[] = [];
  readonly #mapping = Column.int32();
  readonly #folded = Column.int32();
  readonly #lineOffsets = Column.int32();
  readonly #lineFunction = Column.int32();
  readonly #lineNumber = Column.float64();
  readonly #lineColumn = Column.float64();

  constructor() {
    this.#lineOffsets.push(0);
  }

  id(row: LocationRow): LocationId {
    const key = keyOf(row);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#ids.size as LocationId;
    this.#ids.set(key, id);
    this.#address.push(row.address);
    this.#mapping.push(row.mapping);
    this.#folded.push(row.folded ? 1 : 0);
    for (const line of row.lines) {
      this.#lineFunction.push(line.function);
      this.#lineNumber.push(line.line);
      this.#lineColumn.push(line.column);
    }
    this.#lineOffsets.push(this.#lineFunction.length);
    return id;
  }

  get length(): number {
    return this.#ids.size;
  }

  columns(): Locations {
    return {
      length: this.length,
      address: BigUint64Array.from(this.#address),
      mapping: this.#mapping.rows(),
      lineOffsets: this.#lineOffsets.rows(),
      lineFunction: this.#lineFunction.rows(),
      lineNumber: this.#lineNumber.rows(),
      lineColumn: this.#lineColumn.rows(),
      folded: Uint8Array.from(this.#folded.rows()),
    };
  }
}

function keyOf(row: LocationRow): string {
  let key = `${row.mapping}:${row.address.toString(36)}:${row.folded}`;
  for (const line of row.lines) key += `,${line.function}:${line.line}:${line.column}`;
  return key;
}
