import { GrowingColumn } from './growing-column.js';

/** The tree of allocation stacks, as columns. Nodes are numbered in the file's order, parents before children; 0 is the root. */
export class TraceTree {
  readonly ids = new GrowingColumn();
  /** The function of the node by its place among the functions. */
  readonly functions = new GrowingColumn();
  /** Objects and bytes that were allocated there, whether they still live or not. */
  readonly counts = new GrowingColumn();
  readonly sizes = new GrowingColumn();
  readonly #parents = new GrowingColumn();
  #nodeCount = 0;

  get nodeCount(): number {
    return this.#nodeCount;
  }

  /** Adds a node below this parent and returns its number. The root's parent is itself. */
  addBelow(parent: number): number {
    const node = this.#nodeCount++;
    this.#parents.set(node, parent);
    return node;
  }

  parentOf(node: number): number {
    return this.#parents.get(node);
  }
}
