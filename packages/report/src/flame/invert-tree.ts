import type { FlameTree } from './flame-tree.js';
import { type FoldLimits, foldNodes, subtreeSums } from './fold-nodes.js';

/** As {@link buildFlameTree} folds by default. */
const LIMITS: FoldLimits = { minFraction: 0.0005, maxNodes: 30_000 };
/** Callers repeat below every leaf: a tree of many deep paths would grow beyond all bounds. */
const MOST_NODES = 2 ** 20;

interface InvertedPaths {
  readonly parent: number[];
  readonly frame: number[];
  /** One per side, by node. */
  readonly selves: readonly number[][];
  cut: number;
}

/**
 * The tree turned round: below the root stand the functions at the ends of stacks with all that ends in them, below
 * each its callers. Each path becomes its reverse, so that a tree inverted twice is the tree again, but for what is folded.
 * Folded nodes, of which nobody knows where they end, become one below the root.
 */
export function invertFlameTree(tree: FlameTree, limits: FoldLimits = LIMITS): FlameTree {
  const sides = tree.before === undefined ? [tree.self] : [tree.self, tree.before.self];
  const { parent, frame, selves, cut } = reversePaths(tree, sides);
  const nodes = {
    length: parent.length,
    parent: Int32Array.from(parent),
    frame: Int32Array.from(frame),
    frames: tree.frames,
    cutSamples: 0,
  };
  const folded = foldNodes(
    nodes,
    selves.map((self) => Float64Array.from(self)),
    limits,
  );
  const { selves: columns, ...rows } = withRest(folded, restOf(tree, sides));
  const [after, before] = columns.map((self) => ({ self, total: subtreeSums(rows.parent, self) }));
  return {
    ...tree,
    ...rows,
    ...after!,
    ...(before !== undefined && { before }),
    cutSamples: tree.cutSamples + cut,
  };
}

function reversePaths(tree: FlameTree, sides: readonly Float64Array[]): InvertedPaths {
  const paths: InvertedPaths = { parent: [-1], frame: [-1], selves: sides.map(() => [0]), cut: 0 };
  const known = new Map<number, number>();
  const childOf = (node: number, frame: number): number => {
    const key = node * tree.frames.length + frame;
    const child = known.get(key) ?? paths.parent.length;
    if (child < paths.parent.length) return child;
    if (child === MOST_NODES) return -1;
    known.set(key, child);
    paths.parent.push(node);
    paths.frame.push(frame);
    for (const self of paths.selves) self.push(0);
    return child;
  };
  for (let row = 0; row < tree.length; row++) {
    if (tree.folded[row]! > 0 || sides.every((self) => self[row] === 0)) continue;
    let node = 0;
    for (let caller = row; caller > 0; caller = tree.parent[caller]!) {
      const child = childOf(node, tree.frame[caller]!);
      if (child === -1) {
        paths.cut++;
        break;
      }
      node = child;
    }
    sides.forEach((self, side) => (paths.selves[side]![node]! += self[row]!));
  }
  return paths;
}

interface Rest {
  readonly nodes: number;
  readonly selves: readonly number[];
}

/** All that the tree has folded. */
function restOf(tree: FlameTree, sides: readonly Float64Array[]): Rest {
  const selves = sides.map(() => 0);
  let nodes = 0;
  tree.folded.forEach((folded, row) => {
    if (folded === 0) return;
    nodes += folded;
    sides.forEach((self, side) => (selves[side]! += self[row]!));
  });
  return { nodes, selves };
}

/** Adds `rest` to the node below the root that stands for folded ones, which is the last row; makes it where there is none. */
function withRest(rows: ReturnType<typeof foldNodes>, { nodes, selves }: Rest): ReturnType<typeof foldNodes> {
  if (nodes === 0) return rows;
  const last = rows.length - 1;
  const isThere = rows.folded[last]! > 0 && rows.parent[last] === 0;
  const length = isThere ? rows.length : rows.length + 1;
  const grown = (column: Int32Array, value: number): Int32Array => {
    const longer = new Int32Array(length);
    longer.set(column);
    longer[length - 1] = value;
    return longer;
  };
  return {
    length,
    parent: grown(rows.parent, 0),
    depth: grown(rows.depth, 1),
    frame: grown(rows.frame, -1),
    folded: grown(rows.folded, nodes + (isThere ? rows.folded[last]! : 0)),
    selves: rows.selves.map((self, side) => {
      const longer = new Float64Array(length);
      longer.set(self);
      longer[length - 1]! += selves[side]!;
      return longer;
    }),
    foldedNodes: rows.foldedNodes + nodes,
  };
}
