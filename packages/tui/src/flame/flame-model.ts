import type { FlameTree } from '@heaptide/report/flame';
import type { CaptureEntry } from '../engine/capture-entry.js';

/** A function as the profile names it. Raw text. */
export interface FlameFunction {
  readonly function: string;
  readonly file: string;
  /** Where it begins; 0 when unknown. */
  readonly line: number;
}

interface FlameSides {
  /** The capture compared with; `undefined` where the tree is of B alone. */
  readonly a: CaptureEntry | undefined;
  readonly b: CaptureEntry | undefined;
  /** The tree was turned round: callers stand below what they call. */
  readonly inverted: boolean;
  /** The worst finding: it is selected while the user has selected nothing. */
  readonly suspect: FlameFunction | undefined;
}

/** A model whose tree has come. */
export interface GrownFlame extends FlameSides {
  readonly tree: FlameTree;
}

export interface AwaitedFlame extends FlameSides {
  /** One line that says what is awaited, or why there is nothing to show. */
  readonly tree: string;
}

/** What the flame screen is drawn from. Plain data; texts are raw. */
export type FlameModel = GrownFlame | AwaitedFlame;

export function isGrown(model: FlameModel): model is GrownFlame {
  return typeof model.tree !== 'string';
}
