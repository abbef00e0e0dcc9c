import { Column } from './column.js';
import { finishHash, mixHash } from './hash.js';
import { HashIndex } from './hash-index.js';
import type { FunctionId, LocationId, Locations } from '../profile.js';

/** A function and the place in it where a frame stands; `line` and `column` are 1-based, 0 when unknown. */
export interface Line {
  readonly function: FunctionId;
  readonly line: number;
  readonly column: number;
}

/** One row of {@link Locations} without its lines. */
export interface LocationRow {
  /** -1 without a mapping. */
  readonly mapping: number;
  readonly address: bigint;
  readonly folded: boolean;
}

/**
 * The locations of a profile under construction; equal ones share a row.
 *
 * A location is written line by line, innermost first, and ended by {@link id}. As in google/pprof, columns tell locations
 * apart by that of the outermost line only.
 */
export class LocationTable {
  readonly #index = new HashIndex();
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

  /** Writes a line of the location that the next {@link id} ends. */
  line(func: number, line: number, column: number): void {
    this.#lineFunction.push(func);
    this.#lineNumber.push(line);
    this.#lineColumn.push(column);
  }

  /** Ends the location: the row of an equal one, or a new row. */
  id(location: LocationRow): LocationId {
    const hash = this.#hashOf(location);
    for (let row = this.#index.first(hash); row !== -1; row = this.#index.next()) {
      if (!this.#equals(row, location)) continue;
      this.#cutLines(this.#lineOffsets.data[this.length]!);
      return row as LocationId;
    }
    this.#address.push(location.address);
    this.#mapping.push(location.mapping);
    this.#folded.push(location.folded ? 1 : 0);
    this.#lineOffsets.push(this.#lineFunction.length);
    return this.#index.add() as LocationId;
  }

  get length(): number {
    return this.#index.length;
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

  #hashOf({ mapping, address, folded }: LocationRow): number {
    let hash = mixHash(mapping, folded ? 1 : 0);
    hash = mixHash(mixHash(hash, Number(address & 0xffffffffn)), Number(address >> 32n));
    const end = this.#lineFunction.length;
    for (let i = this.#lineOffsets.data[this.length]!; i < end; i++) {
      hash = mixHash(mixHash(hash, this.#lineFunction.data[i]!), this.#lineNumber.data[i]! | 0);
      if (i === end - 1) hash = mixHash(hash, this.#lineColumn.data[i]! | 0);
    }
    return finishHash(hash);
  }

  #equals(row: number, { mapping, address, folded }: LocationRow): boolean {
    if (this.#mapping.data[row] !== mapping || this.#folded.data[row] !== (folded ? 1 : 0)) return false;
    const from = this.#lineOffsets.data[row]!;
    const to = this.#lineOffsets.data[row + 1]!;
    const other = this.#lineOffsets.data[this.length]!;
    const end = this.#lineFunction.length;
    if (to - from !== end - other || this.#address[row] !== address) return false;
    for (let i = 0; i < to - from; i++) {
      if (this.#lineFunction.data[from + i] !== this.#lineFunction.data[other + i]) return false;
      if (this.#lineNumber.data[from + i] !== this.#lineNumber.data[other + i]) return false;
    }
    return to === from || this.#lineColumn.data[to - 1] === this.#lineColumn.data[end - 1];
  }

  #cutLines(length: number): void {
    this.#lineFunction.length = length;
    this.#lineNumber.length = length;
    this.#lineColumn.length = length;
  }
}
