import type { FlameData } from '../flame-data.js';

/** One side of a comparison, per node. */
export interface Side {
  readonly self: Float64Array;
  readonly total: Float64Array;
  /** Sum of absolute values: what a box is as wide as, so that what cancels out shows. */
  readonly size: Float64Array;
}

/** The tree as a page works with it. Rows are nodes in depth-first order; children are in the order of their names. */
export interface TreeModel {
  readonly length: number;
  readonly parent: Int32Array;
  readonly depth: Int32Array;
  readonly frame: Int32Array;
  /** Row behind the last one of a node's subtree. */
  readonly end: Int32Array;
  /** The children of a node are `children[childOffsets[node]]` up to `children[childOffsets[node + 1]]`. */
  readonly childOffsets: Int32Array;
  readonly children: Int32Array;
  /** How many nodes a node stands for; 0 for true nodes. */
  readonly folded: Int32Array;
  readonly after: Side;
  readonly before: Side | undefined;
  /** Room for both sides. */
  readonly unionSize: Float64Array;
  /** Colours show change: the tree compares two profiles, or is a difference itself. */
  readonly showsChange: boolean;
}

export function openTree(data: FlameData): TreeModel {
  const length = data.depth.length;
  const depth = Int32Array.from(data.depth);
  const parent = new Int32Array(length).fill(-1);
  const end = new Int32Array(length).fill(length);
  const childOffsets = new Int32Array(length + 2);
  /** The open path: node at each depth. */
  const path: number[] = [];
  for (let node = 0; node < length; node++) {
    while (path.length > depth[node]!) end[path.pop()!] = node;
    const above = path.at(-1) ?? -1;
    parent[node] = above;
    if (above !== -1) childOffsets[above + 2]!++;
    path.push(node);
  }
  for (let node = 0; node <= length; node++) childOffsets[node + 1]! += childOffsets[node]!;
  const children = new Int32Array(Math.max(0, length - 1));
  for (let node = 1; node < length; node++) children[childOffsets[parent[node]! + 1]!++] = node;

  const summed = (self: Float64Array): Float64Array => {
    const sums = self.slice();
    for (let node = length - 1; node > 0; node--) sums[parent[node]!]! += sums[node]!;
    return sums;
  };
  const side = (values: readonly number[]): Side => {
    const self = Float64Array.from(values);
    return { self, total: summed(self), size: summed(self.map(Math.abs)) };
  };
  const after = side(data.self);
  const before = data.before === undefined ? undefined : side(data.before);
  const unionSize =
    before === undefined
      ? after.size
      : summed(after.self.map((value, node) => Math.max(Math.abs(value), Math.abs(before.self[node]!))));
  const folded = new Int32Array(length);
  for (const [node, nodes] of data.folded) folded[node] = nodes;
  return {
    length,
    parent,
    depth,
    frame: Int32Array.from(data.frame),
    end,
    childOffsets: childOffsets.subarray(0, length + 1),
    children,
    folded,
    after,
    before,
    unionSize,
    showsChange: before !== undefined || data.self.some((value) => value < 0),
  };
}
