/** So many times as many as are wanted are kept before the smallest are let go. */
const SLACK = 8;

/** The nodes that retain most, the largest first, of equal ones the one that comes first in the file. Memory goes by `most`. */
export function largestNodes(retainedSizes: Float64Array, most: number): readonly number[] {
  const order = (a: number, b: number): number => retainedSizes[b]! - retainedSizes[a]! || a - b;
  let kept: number[] = [];
  let least = -1;
  for (let node = 0; node < retainedSizes.length; node++) {
    if (retainedSizes[node]! <= least) continue;
    kept.push(node);
    if (kept.length < SLACK * most) continue;
    kept = kept.sort(order).slice(0, most);
    least = kept.length < most ? -1 : retainedSizes[kept.at(-1)!]!;
  }
  return kept.sort(order).slice(0, most);
}
