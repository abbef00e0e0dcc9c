/** Sorts nodes into groups by keys. */
export class NodeGroups {
  /** Group of each node counted from 1; 0 for those in none. */
  readonly ofNode: Uint32Array;
  readonly #known = new Map<string, number>();

  constructor(nodeCount: number) {
    this.ofNode = new Uint32Array(nodeCount);
  }

  get count(): number {
    return this.#known.size;
  }

  /** The group of this key, counted from 0. */
  groupOf(key: string): number {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const group = this.#known.size;
    this.#known.set(key, group);
    return group;
  }

  /** Puts the node into the group of this key, which is counted from 0. */
  add(node: number, key: string): number {
    const group = this.groupOf(key);
    this.ofNode[node] = group + 1;
    return group;
  }
}
