/** A place in the dominator tree where much is held that is not held in one smaller place below it. */
export interface Accumulation {
  /** What holds it: the lowest node that still holds nearly all. Of a chain the first link. */
  readonly node: number;
  /** What lies right below, without what is an accumulation of its own; of a chain all its links. */
  readonly members: Uint32Array;
  /** Whether each member holds the next. */
  readonly isChain: boolean;
  /** Whether several hold each member, so that `node` is no more than what these have in common, such as the global object. */
  readonly isShared: boolean;
  /** Bytes. */
  readonly size: number;
}
