/** What the thread is told that serves a snapshot; goes to it as data. */
export interface SnapshotOrder {
  readonly path: string;
  readonly cache: boolean;
}
