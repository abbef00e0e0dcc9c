import type { FunctionPlace } from '../census/function-places.js';
import type { EdgeLabel } from './edge-label.js';

/** How a node is reached from the root. */
export interface RetainingPath {
  /** Which root it begins at, in a person's words: `global`, `handle scope`, `stack`. */
  readonly root: string;
  /** From the first thing below the root to the node itself. */
  readonly steps: readonly PathStep[];
  /** Steps before runs of the same were put into one. */
  readonly length: number;
}

/** One thing on the way. */
export interface PathStep {
  readonly node: number;
  readonly id: number;
  /** Hostile text. */
  readonly class: string;
  /** How the thing before it leads to it. */
  readonly edge: EdgeLabel;
  /** File that the variable is declared in, where the edge is one and its file can be told. */
  readonly file?: string;
  /** Which function it is, where it is a closure. Hostile text. */
  readonly function?: FunctionPlace;
  /** How often this step follows, together with the others of its run; 1 where it stands alone. */
  readonly repeats: number;
  /** Steps that the run is made of: 1 for a list's links, 2 where objects alternate. */
  readonly runLength: number;
}
