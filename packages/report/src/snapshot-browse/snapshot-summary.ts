/** What is said of a snapshot before anything is asked. Texts are hostile. */
export interface SnapshotSummary {
  readonly nodeCount: number;
  readonly edgeCount: number;
  /** Bytes of all that the root holds. */
  readonly total: number;
  readonly classCount: number;
  /** What holds much, the gravest first, in words; absent where nobody has looked for it. */
  readonly suspects: readonly SuspectLine[] | undefined;
}

export interface SuspectLine {
  readonly severity: 'leak' | 'accumulation' | 'info';
  readonly text: string;
  /** The holder, which a screen can go to. */
  readonly node: number | undefined;
}
