/** The nodes with the largest first; of equal ones the one that comes first in the file. */
export function largestFirst(nodes: Uint32Array, retainedSizes: Float64Array): Uint32Array {
  return nodes.slice().sort((a, b) => retainedSizes[b]! - retainedSizes[a]! || a - b);
}
