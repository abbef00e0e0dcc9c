import type { TreeModel } from './open-tree.js';

/** Where the boxes are, in units of the sample type from the left; the root begins at 0. */
export interface Layout {
  readonly left: Float64Array;
  readonly size: Float64Array;
  /** All nodes by depth, within a depth from left to right. */
  readonly byRow: Int32Array;
  /** The nodes of a depth are `byRow[rowOffsets[depth]]` up to `byRow[rowOffsets[depth + 1]]`. */
  readonly rowOffsets: Int32Array;
}

/** Places the children of each node side by side from its left edge; what the node holds itself stays free at its right. */
export function layOut(tree: TreeModel, size: Float64Array, { byName = false } = {}): Layout {
  const { length, childOffsets, depth } = tree;
  let { children } = tree;
  if (!byName) {
    children = children.slice();
    for (let node = 0; node < length; node++) {
      const first = childOffsets[node]!;
      const last = childOffsets[node + 1]!;
      if (last - first > 1) children.subarray(first, last).sort((a, b) => size[b]! - size[a]! || a - b);
    }
  }
  const left = new Float64Array(length);
  const byRow = new Int32Array(length);
  let queued = 1;
  let maxDepth = 0;
  for (let next = 0; next < length; next++) {
    const node = byRow[next]!;
    if (depth[node]! > maxDepth) maxDepth = depth[node]!;
    let edge = left[node]!;
    for (let i = childOffsets[node]!; i < childOffsets[node + 1]!; i++) {
      const child = children[i]!;
      left[child] = edge;
      edge += size[child]!;
      byRow[queued++] = child;
    }
  }
  const rowOffsets = new Int32Array(maxDepth + 2);
  for (let i = 0; i < length; i++) rowOffsets[depth[byRow[i]!]! + 1] = i + 1;
  return { left, size, byRow, rowOffsets };
}
