/** Memory of which a hook saw the allocation. */
export type Allocated = Buffer | ArrayBuffer;

/**
 * What hooks tell of each allocation: they take its bytes off `left`, and call {@link due} when that leaves nothing. A
 * plain property, so that an allocation that is not sampled costs a subtraction and a compare.
 */
export interface AllocationCount {
  /** Bytes until the next sample; Infinity makes the hooks inert. */
  left: number;
  /** To be called by the hook itself, whose frame is left out. Never throws. Without `allocated` nothing is kept track of. */
  due(allocated: Allocated | undefined, bytes: number): void;
}
