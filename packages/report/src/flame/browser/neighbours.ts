import type { TreeModel } from './open-tree.js';

/** A function next to another, with what passes between the two. */
export interface Neighbour {
  /** Row of the names; -1 stands for the root among callers, and for folded nodes among callees. */
  readonly frame: number;
  readonly after: number;
  readonly before: number;
}

/** Who calls a function and whom it calls, over all its places; the largest first. Direct recursion is left out. */
export function neighbours(
  tree: TreeModel,
  frame: number,
): { readonly callers: readonly Neighbour[]; readonly callees: readonly Neighbour[] } {
  const callers = new Map<number, { after: number; before: number }>();
  const callees = new Map<number, { after: number; before: number }>();
  /** End of the subtree in which a neighbour has been counted, so that recursion through it counts once. */
  const callerUntil = new Map<number, number>();
  const calleeUntil = new Map<number, number>();
  const count = (
    sums: Map<number, { after: number; before: number }>,
    until: Map<number, number>,
    other: number,
    node: number,
  ): void => {
    if (other === frame || node < (until.get(other) ?? 0)) return;
    until.set(other, tree.end[node]!);
    const sum = sums.get(other) ?? { after: 0, before: 0 };
    sum.after += tree.after.total[node]!;
    sum.before += tree.before?.total[node] ?? 0;
    sums.set(other, sum);
  };
  for (let node = 1; node < tree.length; node++) {
    const above = tree.frame[tree.parent[node]!]!;
    if (tree.frame[node] === frame) count(callers, callerUntil, above, node);
    else if (above === frame) count(callees, calleeUntil, tree.frame[node]!, node);
  }
  const listed = (sums: ReadonlyMap<number, { after: number; before: number }>): Neighbour[] =>
    [...sums]
      .map(([other, sum]) => ({ frame: other, ...sum }))
      .sort(
        (a, b) =>
          Math.max(Math.abs(b.after), Math.abs(b.before)) - Math.max(Math.abs(a.after), Math.abs(a.before)),
      );
  return { callers: listed(callers), callees: listed(callees) };
}
