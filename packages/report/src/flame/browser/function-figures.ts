import type { TreeModel } from './open-tree.js';

/** What each function holds over all its places in the tree; rows are those of the names. */
export interface FunctionFigures {
  readonly self: Float64Array;
  /** Recursion counts once. */
  readonly total: Float64Array;
  readonly beforeSelf: Float64Array;
  readonly beforeTotal: Float64Array;
}

export function functionFigures(tree: TreeModel, functions: number): FunctionFigures {
  const figures = {
    self: new Float64Array(functions),
    total: new Float64Array(functions),
    beforeSelf: new Float64Array(functions),
    beforeTotal: new Float64Array(functions),
  };
  /** For each function the end of the subtree in which it has been counted. */
  const counted = new Int32Array(functions);
  for (let node = 0; node < tree.length; node++) {
    const frame = tree.frame[node]!;
    if (frame === -1) continue;
    figures.self[frame]! += tree.after.self[node]!;
    figures.beforeSelf[frame]! += tree.before?.self[node] ?? 0;
    if (node < counted[frame]!) continue;
    counted[frame] = tree.end[node]!;
    figures.total[frame]! += tree.after.total[node]!;
    figures.beforeTotal[frame]! += tree.before?.total[node] ?? 0;
  }
  return figures;
}
