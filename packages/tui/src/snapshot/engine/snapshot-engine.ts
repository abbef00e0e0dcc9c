import type { BrowseAnswer, BrowseQuestion, SnapshotSummary } from '@heaptide/report/snapshot-browse';

/** What is being done before the first row can be shown, and how much of that is done, from 0 to 1. */
export interface OpeningStage {
  /** In words of our own: `reading`, `who owns whom`. */
  readonly stage: string;
  readonly share: number;
}

export interface SnapshotState {
  /** As the user named it; hostile text. */
  readonly name: string;
  readonly opening: OpeningStage | undefined;
  /** Absent until it is open. */
  readonly summary: SnapshotSummary | undefined;
}

/** A snapshot that lives in a thread of its own; a screen asks it for pages of rows and never waits. */
export interface SnapshotEngine {
  subscribe(listener: () => void): () => void;
  getSnapshot(): SnapshotState;
  /**
   * Resolves when the engine has come to its end.
   * @throws {HeaptideError} why the snapshot cannot be opened.
   */
  readonly ended: Promise<void>;
  /** Rejects with what answering met, and when the engine ends before. */
  ask<Question extends BrowseQuestion>(question: Question): Promise<BrowseAnswer<Question>>;
  /** Ends it at once, whatever it is busy with. */
  close(): Promise<void>;
}
