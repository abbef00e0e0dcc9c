import type { HeapGraph } from '@heaptide/heapsnapshot';

/** A node of a heap that is known by what dominates it only. */
export interface SampleNode {
  readonly name: string;
  /** `NodeType`; an object by default. */
  readonly type?: number;
  /** Bytes; 16 by default. */
  readonly self?: number;
  /** Place of the node that dominates it; the root by default. It comes before it. */
  readonly dominator?: number;
  readonly distance?: number;
}

/** What views of sizes and dominators read of a graph. Ids are `2 * place + 1`; the root is the first node. */
export function sampleGraph(nodes: readonly SampleNode[]): HeapGraph {
  const selfSizes = Float64Array.from(nodes, ({ self = 16 }) => self);
  const retainedSizes = selfSizes.slice();
  const dominators = Uint32Array.from(nodes, ({ dominator = 0 }) => dominator);
  const first = new Uint32Array(nodes.length + 1);
  for (let node = nodes.length - 1; node > 0; node--) {
    retainedSizes[dominators[node]!]! += retainedSizes[node]!;
    first[dominators[node]! + 1]!++;
  }
  for (let node = 0; node < nodes.length; node++) first[node + 1]! += first[node]!;
  const children = new Uint32Array(Math.max(0, nodes.length - 1));
  const next = first.slice();
  for (let node = 1; node < nodes.length; node++) children[next[dominators[node]!]!++] = node;
  const names = [...new Set(nodes.map(({ name }) => name))];
  return {
    snapshot: {
      nodeCount: nodes.length,
      edgeCount: nodes.length - 1,
      nodeTypes: Uint8Array.from(nodes, ({ type = 3 }) => type),
      nodeIds: Uint32Array.from(nodes, (_, node) => 2 * node + 1),
    },
    selfSizes,
    retainedSizes,
    dominators,
    distances: Int32Array.from(nodes, ({ distance = 1 }) => distance),
    dominatorTree: { first, children },
    classes: { ofNode: Uint32Array.from(nodes, ({ name }) => names.indexOf(name)), names, places: [] },
  } as unknown as HeapGraph;
}
