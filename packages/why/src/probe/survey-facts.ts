import type { Origin } from './canaries.js';
import type { CollectionKind } from './target-values.js';
import type { Step } from './walk-nodes.js';

/** A path from a root, the same for all that lie at it. */
export interface Place {
  readonly url: string;
  readonly steps: readonly Step[];
}

/** A collection over the looks, and whether old entries stay in it. */
export interface CollectionFacts {
  readonly place: number;
  readonly kind: CollectionKind;
  /** Number of the look that counted it first. */
  readonly since: number;
  /** Entries at each look from then on; -1 where it was gone. */
  readonly sizes: readonly number[];
  /** Of the old entries that were noted, how many are still in it at the end. */
  readonly sampled: number;
  readonly kept: number;
  /** Calls of the site during which entries were added to it that are objects or strings. */
  readonly addedIn: number;
  /** Whether another took its place between looks. */
  readonly begunAnew: boolean;
  /** Whether all others are among the facts that lie where it does, under other entries of the same collection. */
  readonly knowsOthers: boolean;
}

/** Where a canary was found, from the outermost collection down. */
export interface HitFacts {
  readonly canary: number;
  readonly place: number;
  /** Collections that it lies in, the outermost first, and whether the entry that leads to it is still there. */
  readonly within: readonly { readonly collection: number; readonly stillIn: boolean }[];
  /** Whether that entry was seen to lead to it at the end, which only properties tell. */
  readonly isThere: boolean;
}

export interface CanaryFacts {
  readonly origin: Origin;
  readonly name: string;
  readonly call: number;
  /** Of a string it is not told whether it is alive. */
  readonly isObject: boolean;
  readonly alive: boolean;
  /** Whether young objects have been collected since it was caught. */
  readonly collectedSince: boolean;
}

/** Objects that lead from one to the next by the same steps over and over. */
export interface ChainFacts {
  readonly place: number;
  /** Steps that repeat. */
  readonly unit: readonly Step[];
  readonly times: number;
  /** Caught objects that lie on it or hang from it. */
  readonly canaries: number;
  /** Lengths as it was met and at each look since; none where closures are part of it, or it is too long. */
  readonly lengths: readonly number[];
  /**
   * Whether these begin at what its owner has by then. Otherwise they begin at the link that was the first as the chain was
   * met, and tell only whether links go.
   */
  readonly fromOwner: boolean;
  /** Whether another link was the first at the end, which is told only of what an inspector has to read. */
  readonly begunAnew: boolean;
}

/** All that was seen, as it leaves the process. */
export interface SurveyFacts {
  readonly places: readonly Place[];
  readonly collections: readonly CollectionFacts[];
  readonly hits: readonly HitFacts[];
  readonly canaries: readonly CanaryFacts[];
  readonly chains: readonly ChainFacts[];
  /** Objects with too many keys to be listed, by their place. */
  readonly tooLarge: readonly number[];
  readonly calls: number;
  /** Calls that were seen from their beginning to their end while collections were watched. */
  readonly wholeCalls: number;
}
