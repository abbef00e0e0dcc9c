import type { ReachOptions } from './reach-options.js';

/** What reaching a live target needs beside the target. */
export interface ReachSettings {
  readonly reach?: ReachOptions;
  /** What the user typed, where it is to be shown; by default the target is named anew. */
  readonly name?: string;
  /** kubectl's, and where `HEAPTIDE_KUBECTL` stands; that of this process by default. */
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
  /** Bound on one answer of the process. */
  readonly timeoutMs?: number;
  /** Bound on one answer's size. */
  readonly maxBytes?: number;
  /** Gets what a person should know of what was done, a line each. Raw text. */
  readonly note?: (line: string) => void;
}
