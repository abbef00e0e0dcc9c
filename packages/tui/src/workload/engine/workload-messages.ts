import type { SentError } from '../../engine/engine-messages.js';
import type { PodRow, WorkloadState } from '../model/workload-state.js';

export type ToWorkload =
  | { readonly kind: 'run' | 'stop' | 'hold' | 'release' | 'close' }
  | { readonly kind: 'capture-now'; readonly key: string | undefined };

/** Of a state all but the rows. */
export type WorkloadSummary = Omit<WorkloadState, 'pods'>;

export type FromWorkload =
  | {
      readonly kind: 'state';
      /** Without what did not change. */
      readonly state: Partial<WorkloadSummary>;
      readonly gone: readonly (keyof WorkloadSummary)[];
      /** Keys of all rows in order; absent where they are as before. */
      readonly order: readonly string[] | undefined;
      /** Rows that are new or have changed. */
      readonly rows: readonly PodRow[];
    }
  | { readonly kind: 'ended'; readonly error: SentError | undefined }
  | { readonly kind: 'closed'; readonly notes: readonly string[] };
