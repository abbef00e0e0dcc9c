import type { WorkloadEngine } from '../engine/workload-engine.js';
import type { WorkloadState } from '../model/workload-state.js';

export interface FollowWorkloadOptions {
  readonly engine: WorkloadEngine;
  /** Called after every change. */
  readonly onChange?: (state: WorkloadState) => void;
  /** Ends the watch. */
  readonly signal: AbortSignal;
}

/**
 * Watches a workload without drawing anything, and gives what stands in the end. The engine is the caller's to close.
 * @throws {HeaptideError} what the engine ends with.
 */
export async function followWorkload({
  engine,
  onChange,
  signal,
}: FollowWorkloadOptions): Promise<WorkloadState> {
  const unsubscribe = engine.subscribe(() => onChange?.(engine.getSnapshot()));
  try {
    await engine.run(signal);
    return engine.getSnapshot();
  } finally {
    unsubscribe();
  }
}
