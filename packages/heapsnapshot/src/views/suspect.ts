import type { FunctionOfMost } from './function-of-most.js';
import type { Holder } from './holder.js';
import type { RetainingPath } from './retaining-path.js';
import type { SourcePlace } from './allocation-places.js';

/** How sure it is that something leaks. One snapshot alone never shows a leak. */
export type Severity = 'leak' | 'accumulation' | 'info';

/** A place on the heap where much piles up. */
export interface Suspect {
  /**
   * `leak`: what came between earlier snapshots is still there, and more came. `accumulation`: it holds at least a tenth of
   * the heap, and 1 MiB, or 512 KiB in 4,000 things; for what may be there from the start see `isSuspicious`. `info`: less.
   */
  readonly severity: Severity;
  readonly holder: Holder;
  /** Class of what piles up; hostile text. */
  readonly leakedClass: string;
  /** Index of that class in `graph.classes`. */
  readonly classIndex: number;
  /** Where the constructor of that class stands, to be matched with allocation sites. */
  readonly place: SourcePlace | undefined;
  /** Of closures, generators and timers the function that most of them are of. */
  readonly function: FunctionOfMost | undefined;
  /** How many of it. */
  readonly count: number;
  /** Bytes that the place holds. */
  readonly retainedSize: number;
  /** `retainedSize` over the whole heap, 0 to 1. */
  readonly share: number;
  /** Whether each holds the next, as in a linked list. */
  readonly isChain: boolean;
  /** Whether they are held by the links of a chain, one each, rather than being the links. */
  readonly isHung: boolean;
  /** Whether the holder itself is large, by numbers or places for more; then it is `leakedClass`, and `count` is 1. */
  readonly isCollection: boolean;
  /** The way from the root to one of them. */
  readonly path: RetainingPath;
  /** How it grew, if earlier snapshots were given. */
  readonly growth: SuspectGrowth | undefined;
  /** In plain words, without keys that the program made up while it ran; hostile text. */
  readonly text: string;
  /** The same with these keys. */
  readonly textWithKeys: string;
}

/** A suspect in a row of snapshots of one process. */
export interface SuspectGrowth {
  /** Bytes that were held in each snapshot by the holder, or by what held it before it was made anew. */
  readonly retained: readonly number[];
  /**
   * Things of the class, below the holder, that each snapshot was the first to show; they are all still there. `undefined` where
   * the ids do not tell.
   */
  readonly arrivals: readonly number[] | undefined;
  /** Bytes of the place that the first snapshot did not have. */
  readonly newBytes: number;
}
