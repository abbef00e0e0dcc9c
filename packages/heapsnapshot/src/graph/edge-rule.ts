import { EdgeType } from '../model/edge-type.js';
import type { HeapSnapshot } from '../model/heap-snapshot.js';
import { type Ephemerons, NO_ENTRY } from './ephemerons.js';

/**
 * Which edges dominators go by, as far as an edge tells by itself. Left out are weak edges, edges of a node to itself,
 * shortcuts that do not leave the root, and of each entry of a WeakMap the half that leaves the table, so that the key owns
 * the value. Of those that remain, the ones that enter the program's part from outside do not count either.
 *
 * Rules: Chrome DevTools, `HeapSnapshot.ts` of its heap snapshot worker, `initEssentialEdges`.
 */
export class EdgeRule {
  readonly #snapshot: HeapSnapshot;
  readonly #entries: Uint32Array;
  readonly #tableIds: Uint32Array;

  constructor(snapshot: HeapSnapshot, { entries, tableIds }: Ephemerons) {
    this.#snapshot = snapshot;
    this.#entries = entries;
    this.#tableIds = tableIds;
  }

  /** Of an edge of `node` that leads to `target`. */
  allows(node: number, edge: number, target: number): boolean {
    const type = this.#snapshot.edgeTypes[edge]!;
    if (type === EdgeType.weak || target === node) return false;
    if (type === EdgeType.shortcut && node !== 0) return false;
    return type !== EdgeType.internal || !this.#leavesTable(node, edge);
  }

  #leavesTable(node: number, edge: number): boolean {
    const entry = this.#entries[this.#snapshot.edgeNames[edge]!] ?? NO_ENTRY;
    return entry !== NO_ENTRY && this.#tableIds[entry] === this.#snapshot.nodeIds[node];
  }
}
