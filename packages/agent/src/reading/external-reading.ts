/** A frame of JavaScript as V8 tells it when asked for a stack; positions count from 1. */
export interface ExternalFrame {
  /** Empty for a function without a name. */
  readonly name: string;
  /** Path or `file:` URL of the script; empty where there is none. */
  readonly url: string;
  readonly line: number;
  readonly column: number;
}

/** One sampled allocation outside the JS heap that is still alive. Byte figures. */
export interface ExternalSample {
  /** Index into `stacks`. */
  readonly stack: number;
  /** What was allocated. */
  readonly size: number;
  /** Interval in force when it was sampled: with `size` it gives what the sample stands for. */
  readonly interval: number;
  /** Bytes on the external allocation clock when it was allocated; unique in the life of the thread. */
  readonly born: number;
}

/** Live sampled Buffers and ArrayBuffers of one isolate. */
export interface ExternalReading {
  /** Mean bytes between two samples, as of now. */
  readonly interval: number;
  /** Bytes allocated through the hooks as long as they were installed. */
  readonly clock: number;
  /** Samples taken of which nothing is known any more, for want of room; they are missing from `samples`. */
  readonly notKept: number;
  /** Distinct stacks, leaf first; without frames of the hooks, of Buffer at the leaf, and of what has no script. */
  readonly stacks: readonly (readonly ExternalFrame[])[];
  readonly samples: readonly ExternalSample[];
}
