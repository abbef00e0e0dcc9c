import type { ClassTable } from '../classes/class-table.js';
import { nameClasses } from '../classes/name-classes.js';
import type { HeapSnapshot } from '../model/heap-snapshot.js';
import type { BitSet } from './bit-set.js';
import { measureDistances } from './distances.js';
import type { DominatorTree } from './dominator-tree.js';
import type { Ephemerons } from './ephemerons.js';
import { groupByNumber } from './group-by-number.js';
import type { GraphLayers } from './graph-layers.js';
import type { HeapGraph } from './heap-graph.js';
import { findRetainers, type RetainerTable } from './retainer-table.js';

/** What a graph is made from; what is left out is worked out when it is asked for. */
export interface GraphParts {
  readonly snapshot: HeapSnapshot;
  readonly selfSizes: Float64Array;
  readonly retainedSizes: Float64Array;
  readonly dominators: Uint32Array;
  readonly essentialEdges: BitSet;
  readonly ephemerons?: Ephemerons | undefined;
  readonly layers?: Partial<GraphLayers> | undefined;
}

/** A heap graph whose later layers are made once, when first asked for. */
export class AnalysedGraph implements HeapGraph {
  readonly snapshot: HeapSnapshot;
  readonly selfSizes: Float64Array;
  readonly retainedSizes: Float64Array;
  readonly dominators: Uint32Array;
  readonly essentialEdges: BitSet;
  readonly #ephemerons: Ephemerons | undefined;
  #distances: Int32Array | undefined;
  #classes: ClassTable | undefined;
  #dominatorTree: DominatorTree | undefined;
  #retainers: RetainerTable | undefined;

  constructor(parts: GraphParts) {
    this.snapshot = parts.snapshot;
    this.selfSizes = parts.selfSizes;
    this.retainedSizes = parts.retainedSizes;
    this.dominators = parts.dominators;
    this.essentialEdges = parts.essentialEdges;
    this.#ephemerons = parts.ephemerons;
    this.#distances = parts.layers?.distances;
    this.#classes = parts.layers?.classes;
    this.#retainers = parts.layers?.retainers;
  }

  get distances(): Int32Array {
    return (this.#distances ??= measureDistances(this.snapshot, this.#ephemerons));
  }

  get classes(): ClassTable {
    return (this.#classes ??= nameClasses(this.snapshot));
  }

  get dominatorTree(): DominatorTree {
    return (this.#dominatorTree ??= this.#makeDominatorTree());
  }

  get retainers(): RetainerTable {
    return (this.#retainers ??= findRetainers(this.snapshot));
  }

  isEssential(edge: number): boolean {
    return this.essentialEdges.has(edge);
  }

  sourceOf(edge: number): number {
    const { firstEdges, nodeCount } = this.snapshot;
    let low = 0;
    let high = nodeCount - 1;
    // The last node whose edges begin at or before this one: those before it that begin there as well have none.
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (firstEdges[middle]! <= edge) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #makeDominatorTree(): DominatorTree {
    const { first, members } = groupByNumber(this.dominators, this.snapshot.nodeCount, 1);
    return { first, children: members };
  }
}
