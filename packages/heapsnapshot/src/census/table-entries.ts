import { EdgeType } from '../model/edge-type.js';
import type { HeapSnapshot } from '../model/heap-snapshot.js';
import { NodeType } from '../model/node-type.js';
import type { EdgeFinder } from './edge-finder.js';
import type { TableLayout } from './table-layout.js';

/** A Map has room for 2^24, and the words of small tables come first. */
const MOST_WORDS = 1_000_000;

/**
 * What is in V8's tables. Entries of which key and value are small integers, `undefined`, `null` or booleans leave no trace in
 * a snapshot, so that every count is a least one.
 */
export class TableEntries {
  /** Words by the string that names them: tables share the names. */
  readonly #words = new Map<number, number>();

  readonly #snapshot: HeapSnapshot;
  readonly #finder: EdgeFinder;

  constructor(snapshot: HeapSnapshot, finder: EdgeFinder) {
    this.#snapshot = snapshot;
    this.#finder = finder;
  }

  /** Entries that hold at least one thing that has a node. */
  count(table: number, layout: TableLayout): number {
    let entries = 0;
    this.forEachEntry(table, layout, () => entries++);
    return entries;
  }

  /** Visits the entries in order; key and value are nodes, missing where they have none. */
  forEachEntry(
    table: number,
    layout: TableLayout,
    visit: (key: number | undefined, value: number | undefined) => void,
  ): void {
    const { firstEdges, edgeTypes, edgeNames, edgeTargets } = this.#snapshot;
    const wanted = layout.kind === 'weak' ? EdgeType.weak : EdgeType.internal;
    let current = -1;
    let key: number | undefined;
    let value: number | undefined;
    for (let edge = firstEdges[table]!; edge < firstEdges[table + 1]!; edge++) {
      if (edgeTypes[edge] !== wanted) continue;
      const target = edgeTargets[edge]!;
      if (this.#isHole(target)) continue;
      const word = this.#wordOf(edgeNames[edge]!) - layout.start;
      if (word < 0) continue;
      const entry = Math.floor(word / layout.stride);
      if (entry !== current) {
        if (current >= 0) visit(key, value);
        current = entry;
        key = undefined;
        value = undefined;
      }
      const part = word % layout.stride;
      if (part === 0) key = target;
      else if (part === 1) value = target;
    }
    if (current >= 0) visit(key, value);
  }

  /** Whether the node is V8's mark of a deleted entry. Some versions leave it out. */
  #isHole(node: number): boolean {
    return this.#snapshot.nodeTypes[node] === NodeType.hidden && this.#finder.isNamed(node, 'system / Hole');
  }

  /** The word of the table that a name stands for, or -1. */
  #wordOf(name: number): number {
    const known = this.#words.get(name);
    if (known !== undefined) return known;
    const text = this.#snapshot.strings.beginning(name, 11);
    const word = /^\d{1,10}$/.test(text) ? Number(text) : -1;
    if (word >= 0 && this.#words.size < MOST_WORDS) this.#words.set(name, word);
    return word;
  }
}
