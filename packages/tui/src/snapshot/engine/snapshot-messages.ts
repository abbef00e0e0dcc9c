import type { BrowseAnswer, BrowseQuestion, SnapshotSummary } from '@heaptide/report/snapshot-browse';
import type { SentError } from '../../engine/engine-messages.js';
import type { OpeningStage } from './snapshot-engine.js';

/** Questions are numbered by who asks. */
export interface ToSnapshot {
  readonly number: number;
  readonly question: BrowseQuestion;
}

export type FromSnapshot =
  | { readonly kind: 'opening'; readonly opening: OpeningStage }
  | { readonly kind: 'open'; readonly summary: SnapshotSummary }
  | { readonly kind: 'failed'; readonly error: SentError }
  | { readonly kind: 'answer'; readonly number: number; readonly answer: BrowseAnswer }
  | { readonly kind: 'refusal'; readonly number: number; readonly error: SentError };
