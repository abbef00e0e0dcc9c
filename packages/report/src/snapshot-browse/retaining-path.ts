import type { BrowseRow } from './browse-row.js';

/** One step from a root towards a node. Texts are hostile. */
export interface RetainingStep {
  /** What leads to it from the step before: `.sessions`, `[3]`, `context cache`; empty for the first step. */
  readonly edge: string;
  /** Class of the object. */
  readonly name: string;
  readonly node: number;
  readonly id: number;
  readonly retained: number;
  /** Steps of this kind in a row that it stands for; 1 for itself alone. */
  readonly repeats: number;
}

/** A way that a node is held by, from a root to the node. */
export interface RetainingPath {
  /** The node itself. */
  readonly subject: BrowseRow;
  /** Which one this is, from 0, of so many that are known; of none where nothing holds the node. */
  readonly index: number;
  readonly length: number;
  readonly steps: readonly RetainingStep[];
}
