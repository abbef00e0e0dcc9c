import type { HeapSnapshot } from '../model/heap-snapshot.js';

const EMPTY = 0xffffffff;

/** Finds the nodes of a snapshot by their ids: a hash table of ordinals, without an object per node. */
export class NodesById {
  readonly #ids: Uint32Array;
  readonly #slots: Uint32Array;
  readonly #mask: number;

  constructor({ nodeCount, nodeIds }: HeapSnapshot) {
    let size = 16;
    while (size < nodeCount * 2) size *= 2;
    this.#ids = nodeIds;
    this.#slots = new Uint32Array(size).fill(EMPTY);
    this.#mask = size - 1;
    for (let node = 0; node < nodeCount; node++) {
      let slot = this.#slotOf(nodeIds[node]!);
      while (this.#slots[slot] !== EMPTY && nodeIds[this.#slots[slot]!] !== nodeIds[node]) {
        slot = (slot + 1) & this.#mask;
      }
      if (this.#slots[slot] === EMPTY) this.#slots[slot] = node;
    }
  }

  /** The node of this id, the first if the file has several; `undefined` for none. */
  find(id: number): number | undefined {
    for (let slot = this.#slotOf(id); ; slot = (slot + 1) & this.#mask) {
      const node = this.#slots[slot]!;
      if (node === EMPTY) return undefined;
      if (this.#ids[node] === id) return node;
    }
  }

  /** Ids are handed out one after the other, and neighbours are asked for together: 32 of them lie side by side. */
  #slotOf(id: number): number {
    return ((Math.imul(id >>> 6, 0x9e3779b1) << 5) | ((id >>> 1) & 31)) & this.#mask;
  }
}

const tables = new WeakMap<HeapSnapshot, NodesById>();

/** The table of a snapshot, made once and kept as long as the snapshot. */
export function nodesById(snapshot: HeapSnapshot): NodesById {
  let table = tables.get(snapshot);
  if (table === undefined) tables.set(snapshot, (table = new NodesById(snapshot)));
  return table;
}

/** The nodes that have these ids, in the order of the ids; those that none has are passed over. */
export function findNodes(snapshot: HeapSnapshot, ids: readonly number[]): Uint32Array {
  const table = nodesById(snapshot);
  return Uint32Array.from(ids.map((id) => table.find(id)).filter((node) => node !== undefined));
}
