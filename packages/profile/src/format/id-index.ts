/**
 * Row numbers by the ids of a file. Ids are uint64 and may lie anywhere, yet nearly always count up from 1: those are
 * looked up in a table, the others in a map.
 */
export class IdIndex {
  /** By id: row + 1, 0 where no row has the id. Ids behind its end may have rows, too. */
  readonly dense: Int32Array;
  readonly #sparse = new Map<number | bigint, number>();
  #rows = 0;
  /** Whether all ids so far are row + 1. */
  #usual = true;

  /** `rows`: how many there will be. */
  constructor(rows: number) {
    this.dense = new Int32Array(2 * rows + 16);
  }

  /** Gives an id to the next row. False, and nothing added, where the id is taken. */
  add(id: number | bigint): boolean {
    if (this.row(id) !== -1) return false;
    const row = this.#rows++;
    if (id !== row + 1) this.#usual = false;
    if (typeof id === 'number' && id < this.dense.length) this.dense[id] = row + 1;
    else this.#sparse.set(id, row);
    return true;
  }

  /** -1 where no row has the id. */
  row(id: number | bigint): number {
    if (typeof id === 'number' && id < this.dense.length) return this.dense[id]! - 1;
    return this.#sparse.get(id) ?? -1;
  }

  /** The ids by row, `undefined` where all of them are row + 1. */
  unusualIds(): BigUint64Array | undefined {
    if (this.#usual) return undefined;
    const ids = new BigUint64Array(this.#rows);
    this.dense.forEach((held, id) => {
      if (held > 0) ids[held - 1] = BigInt(id);
    });
    for (const [id, row] of this.#sparse) ids[row] = BigInt(id);
    return ids;
  }
}
