import type { Accumulation, GrowthHistory } from '@heaptide/report/postmortem';

/** What the heap snapshots of one process say. */
export interface SnapshotFindings {
  /** How many could be analysed. */
  readonly analysed: number;
  /** What piles up, by the last of them. */
  readonly suspect:
    | (Accumulation & {
        /** `leak` only where it was seen to grow from snapshot to snapshot. */
        readonly severity: 'leak' | 'accumulation';
        /** How many came after the first snapshot and are still there. */
        readonly arrived?: number;
        /** Bytes that the holder held, by snapshot. */
        readonly retained?: readonly number[];
      })
    | undefined;
  readonly growth: readonly GrowthHistory[];
  /** Bytes of compiled code in the first and in the last, where there are two. */
  readonly code: { readonly from: number; readonly to: number } | undefined;
  /** Classes by count of what could only be read in part, with the file that they come from. */
  readonly histogram: { readonly path: string; readonly words: string } | undefined;
  /** Why a file was not analysed. Raw text. */
  readonly notes: readonly string[];
}
