/** What one pass over the nodes tells: how many there are of each kind and class, and their shallow sizes as the file has them. */
export interface ClassHistogram {
  /** What the header claims. */
  readonly nodeCount: number;
  readonly edgeCount: number;
  /** Fewer than claimed where the file ends before them. */
  readonly nodesRead: number;
  /** Largest first. Without classes of objects where the file ends before their names. */
  readonly classes: readonly ClassCount[];
  /** By V8's word for the kind, largest first. */
  readonly kinds: readonly KindCount[];
  readonly totalSize: number;
  /** The section in which the file ends too soon; `undefined` for a whole file. */
  readonly cutIn: string | undefined;
}

export interface ClassCount {
  /** Hostile text. Plain objects are all `Object` here: what they look like is known from edges only. */
  readonly name: string;
  readonly count: number;
  /** Bytes. */
  readonly size: number;
}

export interface KindCount {
  readonly kind: string;
  readonly count: number;
  /** Bytes. */
  readonly size: number;
}
