/**
 * The classes of a snapshot's nodes, named as Chrome DevTools names them: constructors by name, `Object`s by the interface
 * inferred from their properties (`{id, user}`), and kinds of things that have no class in parentheses or by V8's word.
 */
export interface ClassTable {
  /** Class by node. */
  readonly ofNode: Uint32Array;
  /** Name by class. Classes of one name that were declared in different places are different classes. */
  readonly names: readonly string[];
  /** The place of the constructor by class, where the file has one. */
  readonly places: readonly (ClassPlace | undefined)[];
}

/** Line and column count from 0. */
export interface ClassPlace {
  readonly script: number;
  readonly line: number;
  readonly column: number;
}
