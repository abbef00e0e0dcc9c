/** The nodes that each node dominates immediately: those of `n` are `children[first[n]]` up to, not including, `children[first[n + 1]]`. */
export interface DominatorTree {
  readonly first: Uint32Array;
  /** Ordered by node, the root left out. */
  readonly children: Uint32Array;
}
