import type { Preorder } from './preorder.js';

/**
 * Retained size (its own and those of all that it dominates) and immediate dominator, by node.
 * `dominatorPlaces`: the dominator's place by place, which is smaller than the place itself.
 */
export function sumRetainedSizes(
  selfSizes: Float64Array,
  { nodes, places }: Preorder,
  dominatorPlaces: Uint32Array,
): { retainedSizes: Float64Array; dominators: Uint32Array } {
  const count = selfSizes.length;
  const sums = new Float64Array(count);
  for (let place = 0; place < count; place++) sums[place] = selfSizes[nodes[place]!]!;
  for (let place = count - 1; place > 0; place--) sums[dominatorPlaces[place]!]! += sums[place]!;
  const retainedSizes = new Float64Array(count);
  const dominators = new Uint32Array(count);
  for (let node = 0; node < count; node++) {
    const place = places[node]!;
    retainedSizes[node] = sums[place]!;
    dominators[node] = nodes[dominatorPlaces[place]!]!;
  }
  return { retainedSizes, dominators };
}
