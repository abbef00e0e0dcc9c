import { EdgeType } from '../model/edge-type.js';
import type { HeapSnapshot } from '../model/heap-snapshot.js';

const TYPE_BITS = 7;
/** Stands for a name that the snapshot does not have. No string has this index. */
const NOWHERE = 2 ** 32 - 1;

/** Finds edges by type and name. Each name is looked up once among the strings; the names of other edges are not decoded. */
export class EdgeFinder {
  readonly #names = new Map<string, number>();

  readonly #snapshot: HeapSnapshot;

  constructor(snapshot: HeapSnapshot) {
    this.#snapshot = snapshot;
  }

  /** Index of the string of this text, or one that no string has. */
  nameIndex(text: string): number {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    const index = this.#snapshot.strings.indexOf(text) ?? NOWHERE;
    this.#names.set(text, index);
    return index;
  }

  /** The first edge of the node of this type and name. */
  edge(node: number, type: EdgeType, name: string): number | undefined {
    const { firstEdges, edgeTypes, edgeNames } = this.#snapshot;
    const index = this.nameIndex(name);
    if (index === NOWHERE) return undefined;
    const end = firstEdges[node + 1]!;
    for (let edge = firstEdges[node]!; edge < end; edge++) {
      if (edgeNames[edge] === index && (edgeTypes[edge]! & TYPE_BITS) === type) return edge;
    }
    return undefined;
  }

  /** The node that an internal edge of this name leads to. */
  internal(node: number, name: string): number | undefined {
    return this.#targetOf(this.edge(node, EdgeType.internal, name));
  }

  /** The node that a property of this name leads to. What is a small integer has no edge. */
  property(node: number, name: string): number | undefined {
    return this.#targetOf(this.edge(node, EdgeType.property, name));
  }

  /** Whether the node's name is this text. */
  isNamed(node: number, text: string): boolean {
    return this.#snapshot.nodeNames[node] === this.nameIndex(text);
  }

  #targetOf(edge: number | undefined): number | undefined {
    return edge === undefined ? undefined : this.#snapshot.edgeTargets[edge];
  }
}
