import type { WorkloadAddress } from '@heaptide/targets/cluster';
import type { SourceMapArguments } from '../views/source-map-options.js';

/** What the thread of a workload's engine is told: data, since nothing else crosses threads. */
export interface WorkloadOrder {
  /** The way to it is kept open by whoever gives the order. */
  readonly address: WorkloadAddress;
  readonly everyMs: number;
  /** Bound on one capture. */
  readonly timeoutMs: number;
  readonly unit: string | undefined;
  /** Directory that all captures are saved into. */
  readonly save: string | undefined;
  readonly sourceMaps: SourceMapArguments;
}
