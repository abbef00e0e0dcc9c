/**
 * Row numbers by the ids of a file. Ids are uint64 and may lie anywhere, yet nearly always count up from 1: those are
 * looked up in a table, the others in a map.
 */
export class IdIndex {
  /** Row + 1; 0 where no row has the id. */
  readonly #dense: Int32Array;
  readonly #sparse = new Map<number | bigint, number>();

  /** `rows`: how many there will be. */
  constructor(rows: number) {
    this.#dense = new Int32Array(2 * rows + 16);
  }

  /** False, and nothing added, where the id is taken. */
  add(id: number | bigint, row: number): boolean {
    if (this.row(id) !== -1) return false;
    if (typeof id === 'number' && id < this.#dense.length) this.#dense[id] = row + 1;
    else this.#sparse.set(id, row);
    return true;
  }

  /** -1 where no row has the id. */
  row(id: number | bigint): number {
    if (typeof id === 'number' && id < this.#dense.length) return this.#dense[id]! - 1;
    return this.#sparse.get(id) ?? -1;
  }
}
