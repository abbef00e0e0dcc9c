import type { FlameTree } from '@heaptide/report/flame';
import type { CaptureEntry } from '../engine/capture-entry.js';

/** What the flame screen is drawn from. Plain data; texts are raw. */
export interface FlameModel {
  /** The capture compared with; `undefined` where the tree is of B alone. */
  readonly a: CaptureEntry | undefined;
  readonly b: CaptureEntry | undefined;
  /** The tree was turned round: callers stand below what they call. */
  readonly inverted: boolean;
  /** Or one line that says what is awaited, or why there is nothing to show. */
  readonly tree: FlameTree | string;
}
