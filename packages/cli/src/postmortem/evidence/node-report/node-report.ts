/** A part of V8's heap. Bytes. */
export interface HeapSpace {
  /** V8's name: `old_space`, `new_large_object_space`. */
  readonly name: string;
  readonly used: number;
  readonly committed: number;
  readonly available: number;
}

/** Where the memory of a process was when its report was written. */
export type FullSpace =
  /** Many small objects. */
  | 'old_space'
  /** Arrays, strings and tables of half a page or more each. */
  | 'large_object_space'
  | 'code_space'
  | 'new_space'
  /** Buffers and whatever else V8 counts but does not hold. */
  | 'external';

/**
 * A report of Node.js (`process.report`, `--report-on-fatalerror`). No value of an environment variable and no argument of
 * the program is in it. Bytes; milliseconds of the epoch. Texts are hostile.
 */
export interface NodeReport {
  readonly path: string;
  /** What was told of it: `Allocation failed - JavaScript heap out of memory`. */
  readonly event: string;
  /** `OOMError`, `FatalError`, `Exception`, `Signal`, `API`. */
  readonly trigger: string;
  /** The process was at its heap limit. */
  readonly isOutOfMemory: boolean;
  readonly time?: number;
  readonly pid?: number;
  readonly thread?: number;
  readonly nodeVersion?: string;
  /** `true` where the end of the file is missing. */
  readonly isCut: boolean;
  readonly heap?: {
    readonly used: number;
    readonly committed: number;
    /** V8's heap limit at that moment, which a near-limit hook may have raised. */
    readonly limit: number;
    readonly external: number;
    /** Native memory of V8 itself. */
    readonly malloced: number;
    /** Those in use, the fullest first. */
    readonly spaces: readonly HeapSpace[];
    /** What holds most. */
    readonly fullSpace: FullSpace;
  };
  readonly rss?: number;
  readonly maxRss?: number;
  /** Limit of the container; absent where there is none. */
  readonly memoryLimit?: number;
  /** `--max-old-space-size` on the command line. */
  readonly maxOldSpace?: number;
  /** Whether a near-limit hook was to write heap snapshots. */
  readonly wantsNearLimitSnapshots: boolean;
  /** Active handles of libuv, by type. */
  readonly handles: Readonly<Record<string, number>>;
  readonly workers: number;
  /** Function and place of each frame, the leaf first; empty where Node.js says `No stack`. */
  readonly stack: readonly string[];
  /** How many environment variables, with their values, are in the file. */
  readonly environmentCount: number;
}
