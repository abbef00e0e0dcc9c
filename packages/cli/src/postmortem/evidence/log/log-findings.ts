/** What V8 says of the end that it makes. */
export type FatalKind =
  /** The JS heap reached its limit, or collections near it freed next to nothing. */
  | 'heap-limit'
  /** One array, string, or table was asked for that is larger than any may be. */
  | 'too-large'
  /** The memory of V8's own compiler and parser (zones), or of the system, ran out. */
  | 'native-memory'
  /** Another fatal error than of memory. */
  | 'other';

/** A line with which V8 or Node.js gives up. */
export interface FatalLine {
  readonly kind: FatalKind;
  /** What stands behind `FATAL ERROR:`; hostile text. */
  readonly words: string;
  /** V8's name of the place: `Reached heap limit`, `CALL_AND_RETRY_LAST`. Hostile text. */
  readonly place: string;
  readonly pid?: number;
  /** Milliseconds of the epoch, where the line tells it. */
  readonly time?: number;
}

/** A line of V8's trace of collections. Bytes. */
export interface Collection {
  readonly pid: number;
  /** Milliseconds since the isolate began. */
  readonly uptimeMs: number;
  /** `Mark-Compact`, `Mark-Compact (reduce)`, `Scavenge`. */
  readonly kind: string;
  readonly before: number;
  readonly after: number;
  /** Memory committed for the heap after it. */
  readonly committed: number;
  /** Share of time left to the program of late, 0 to 1. */
  readonly mutator?: number;
}

/** A process that the kernel killed for memory, by the kernel's own log. Bytes. */
export interface KernelKill {
  /** As the host counts, which is another number than the container's. */
  readonly pid: number;
  readonly program: string;
  /** `cgroup`: at the limit of its container; `system`: the machine ran out. */
  readonly scope: 'cgroup' | 'system';
  readonly anonymous?: number;
  readonly limit?: number;
  /** Milliseconds of the epoch, where the line tells it. */
  readonly time?: number;
}

/** A line in which someone tells how a process ended. */
export interface ToldExit {
  readonly code?: number;
  /** `SIGKILL`, `SIGABRT`. */
  readonly signal?: string;
  /** Kubernetes, Docker or systemd call it a kill for memory. */
  readonly isOomKill: boolean;
  /** The limit of the container, where it is told along with its end; bytes. */
  readonly memoryLimit?: number;
  /** The line; hostile text, cut. */
  readonly words: string;
  readonly pid?: number;
  /** Milliseconds of the epoch, where the line tells it. */
  readonly time?: number;
}

/** What a log says of the end of a process. */
export interface LogFindings {
  readonly path: string;
  /** Processes that its lines name, those of V8 and Node.js first. */
  readonly pids: readonly number[];
  readonly fatal: readonly FatalLine[];
  /** The last ones, in order. */
  readonly collections: readonly Collection[];
  readonly kernelKills: readonly KernelKill[];
  readonly exits: readonly ToldExit[];
  /** Names, without folders, of heap snapshots that Node.js said it wrote or began. */
  readonly snapshotsWritten: readonly string[];
  readonly reportsWritten: readonly string[];
  /** Where the agent said that it keeps its captures. */
  readonly ringDirectory?: string;
  /** Milliseconds of the epoch of the last line that has a time. */
  readonly time?: number;
  /** Bytes in the middle that were not read. */
  readonly unread: number;
}
