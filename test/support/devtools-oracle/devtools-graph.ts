/** What Chrome DevTools makes of a heap snapshot, by node. */
export interface DevToolsGraph {
  readonly nodeCount: number;
  readonly ids: Uint32Array;
  readonly selfSizes: Float64Array;
  readonly retainedSizes: Float64Array;
  /** Ordinal of the immediate dominator. */
  readonly dominators: Uint32Array;
  /** -5 for a node that is not reached. */
  readonly distances: Int32Array;
  /** Which of the classes below. */
  readonly classes: Uint32Array;
  readonly classNames: readonly string[];
  /** The place of the constructor, if known, and the name: what DevTools tells classes of one name apart by. */
  readonly classKeys: readonly string[];
}
