import type { StackNodes } from './stack-tree.js';

export interface FoldLimits {
  /** Of the size of the whole tree; smaller nodes are folded. */
  readonly minFraction: number;
  /** Nodes kept at most, the largest first. */
  readonly maxNodes: number;
}

export interface FoldedNodes {
  readonly length: number;
  readonly parent: Int32Array;
  readonly depth: Int32Array;
  readonly frame: Int32Array;
  readonly folded: Int32Array;
  /** One per column given, in the new order. */
  readonly selves: readonly Float64Array[];
  readonly foldedNodes: number;
}

/**
 * Drops the nodes that are too small to see, and puts those kept in depth-first order.
 *
 * A node's size is the larger absolute value among `selves`, summed over its subtree, so nothing that cancels out hides.
 * All values of dropped nodes are kept in a node that stands for them, at most one below each parent.
 */
export function foldNodes(
  nodes: StackNodes,
  selves: readonly Float64Array[],
  { minFraction, maxNodes }: FoldLimits,
): FoldedNodes {
  const sizes = subtreeSums(
    nodes.parent,
    Float64Array.from({ length: nodes.length }, (_, node) =>
      Math.max(...selves.map((self) => Math.abs(self[node]!))),
    ),
  );
  const kept = largest(sizes, minFraction * sizes[0]!, maxNodes);
  const order = depthFirst(nodes, kept);
  const totals = selves.map((self) => subtreeSums(nodes.parent, self));
  const counts = subtreeSums(
    nodes.parent,
    Float64Array.from(sizes, (size) => (size > 0 ? 1 : 0)),
  );
  const rests = findRests(nodes, kept, sizes);

  const length = order.length + rests.size;
  const parent = new Int32Array(length);
  const depth = new Int32Array(length);
  const frame = new Int32Array(length);
  const folded = new Int32Array(length);
  const columns = selves.map(() => new Float64Array(length));
  const rowOf = new Int32Array(nodes.length).fill(-1);
  const open: number[] = [];
  let row = 0;
  let foldedNodes = 0;
  const closeDownTo = (level: number): void => {
    while (open.length > level) {
      const node = open.pop()!;
      const children = rests.get(node);
      if (children === undefined) continue;
      parent[row] = rowOf[node]!;
      depth[row] = open.length + 1;
      frame[row] = -1;
      for (const child of children) {
        folded[row]! += counts[child]!;
        totals.forEach((total, i) => (columns[i]![row]! += total[child]!));
      }
      foldedNodes += folded[row]!;
      row++;
    }
  };
  for (const node of order) {
    const above = nodes.parent[node]!;
    closeDownTo(above === -1 ? 0 : depth[rowOf[above]!]! + 1);
    rowOf[node] = row;
    parent[row] = above === -1 ? -1 : rowOf[above]!;
    depth[row] = open.length;
    frame[row] = nodes.frame[node]!;
    selves.forEach((self, i) => (columns[i]![row] = self[node]!));
    open.push(node);
    row++;
  }
  closeDownTo(0);
  return { length, parent, depth, frame, folded, selves: columns, foldedNodes };
}

/** Each node's value with those of all nodes below it. Parents come before children. */
export function subtreeSums(parent: Int32Array, self: Float64Array): Float64Array {
  const sums = self.slice();
  for (let node = sums.length - 1; node > 0; node--) sums[parent[node]!]! += sums[node]!;
  return sums;
}

/** 1 for each node to keep. A parent is no smaller than its child and comes before it, so it is kept whenever the child is. */
function largest(sizes: Float64Array, least: number, most: number): Uint8Array {
  const candidates: number[] = [];
  sizes.forEach((size, node) => {
    if (node === 0 || (size > 0 && size >= least)) candidates.push(node);
  });
  if (candidates.length > most) candidates.sort((a, b) => sizes[b]! - sizes[a]! || a - b);
  const kept = new Uint8Array(sizes.length);
  for (const node of candidates.slice(0, Math.max(1, most))) kept[node] = 1;
  return kept;
}

/** The topmost dropped nodes, by parent. Nodes of no size vanish. */
function findRests(
  { parent, length }: StackNodes,
  kept: Uint8Array,
  sizes: Float64Array,
): ReadonlyMap<number, readonly number[]> {
  const byParent = new Map<number, number[]>();
  for (let node = 1; node < length; node++) {
    if (kept[node] === 1 || sizes[node] === 0 || kept[parent[node]!] === 0) continue;
    const siblings = byParent.get(parent[node]!);
    if (siblings === undefined) byParent.set(parent[node]!, [node]);
    else siblings.push(node);
  }
  return byParent;
}

/** The kept nodes depth first, siblings by frame. */
function depthFirst({ parent, frame, length }: StackNodes, kept: Uint8Array): number[] {
  const byFrame: number[] = [];
  for (let node = 1; node < length; node++) if (kept[node] === 1) byFrame.push(node);
  byFrame.sort((a, b) => frame[b]! - frame[a]!);
  // Linked lists of children: pushing the last frame first leaves the first at the head.
  const firstChild = new Int32Array(length).fill(-1);
  const nextSibling = new Int32Array(length).fill(-1);
  for (const node of byFrame) {
    nextSibling[node] = firstChild[parent[node]!]!;
    firstChild[parent[node]!] = node;
  }
  const order: number[] = [];
  let node = 0;
  while (node !== -1) {
    order.push(node);
    let next = firstChild[node]!;
    while (next === -1 && node > 0) {
      next = nextSibling[node]!;
      if (next === -1) node = parent[node]!;
    }
    node = next;
  }
  return order;
}
