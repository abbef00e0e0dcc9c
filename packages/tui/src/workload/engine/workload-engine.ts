import type { WorkloadState } from '../model/workload-state.js';

/**
 * Captures the pods of a workload, judges each life of each by itself, and says what they come to together. Lives in a thread of
 * its own or in that of the screen; the screen cannot tell.
 */
export interface WorkloadEngine {
  subscribe(listener: () => void): () => void;
  getSnapshot(): WorkloadState;
  /**
   * Captures until the end of the watch.
   * @throws {HeaptideError} when the pods cannot even be listed once, and `HT_E_USAGE` for a work counter that no pod has.
   */
  run(signal: AbortSignal): Promise<void>;
  /** Captures a pod as soon as may be, or all of them. */
  captureNow(key?: string): void;
  /** Lets the state stand still while captures go on. */
  hold(): void;
  release(): void;
  /** Ends all that it owns. Gives what is to be said then, one line each; raw text. */
  close(): Promise<readonly string[]>;
}
