import type { ValueType } from '@heaptide/profile';
import type { FlameFrames } from './frame-table.js';

/** Sums of one side of a comparison, per node, in the unit of the sample type. Negative where the profile is a difference. */
export interface FlameValues {
  /** Of samples that end at the node. */
  readonly self: Float64Array;
  /** Of the node and all below it. */
  readonly total: Float64Array;
}

/**
 * The calls of a profile as a tree, one row per call path.
 *
 * Rows are in depth-first order, so that a subtree is a run of rows. Children of one parent are in the order of
 * {@link FlameFrames}: by name, file and line; last, where there is one, the node that stands for those too small to keep.
 */
export interface FlameTree extends FlameValues {
  readonly length: number;
  /** -1 for the root, row 0. */
  readonly parent: Int32Array;
  /** 0 for the root. */
  readonly depth: Int32Array;
  /** Rows of `frames`; -1 for the root and for nodes that stand for folded ones. */
  readonly frame: Int32Array;
  /** How many nodes a node stands for; 0 for true nodes. */
  readonly folded: Int32Array;
  readonly frames: FlameFrames;
  /** The base, in a differential tree; `self` and `total` are then what came after. */
  readonly before?: FlameValues;
  readonly sampleType: ValueType;
  /** What one sample stands for, in the unit of the sample type; 0 when unknown. Smaller changes mean nothing. */
  readonly grain: number;
  /** Name of the program; `''` when unknown. */
  readonly program: string;
  /** Milliseconds since 1970; 0 when unknown. */
  readonly time: number;
  readonly baseTime: number;
  readonly foldedNodes: number;
  /** Samples whose stacks were cut since the tree grew beyond all bounds. */
  readonly cutSamples: number;
}
