/** What a row of a snapshot's outline stands for: all objects of a class, one object, or those that are not shown yet. */
export type BrowseRowKind = 'class' | 'node' | 'more';

/** A row of an outline. Names are hostile text. */
export interface BrowseRow {
  readonly kind: BrowseRowKind;
  /** Class of the objects; empty for `more`. */
  readonly name: string;
  /** The node, of a row of kind `node`. */
  readonly node?: number;
  /** Its id, the same in every snapshot of the process. */
  readonly id?: number;
  /** Objects that the row stands for. */
  readonly count: number;
  /** Bytes of these objects themselves. */
  readonly shallow: number;
  /** Bytes that would go if they went. */
  readonly retained: number;
}

/** A row where it stands in its outline. */
export interface OutlineRow extends BrowseRow {
  /** 0 at the left edge. */
  readonly depth: number;
  /** Index of the row that it stands under; -1 at the left edge. */
  readonly parent: number;
  /** `more` rows are closed: opened, they give way to the rows that they stand for. */
  readonly standing: 'open' | 'closed' | 'leaf';
}

/** Some rows of an outline of `length` rows, from the index `from` on. */
export interface RowPage {
  readonly rows: readonly OutlineRow[];
  readonly from: number;
  readonly length: number;
}
