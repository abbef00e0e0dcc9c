import type { Preorder } from './preorder.js';

/**
 * Turns shallow sizes into retained sizes, by node: its own and those of all that it dominates.
 * `dominatorPlaces`: the dominator's place by place, which is smaller than the place itself.
 */
export function sumRetainedSizes(
  sizes: Float64Array,
  { nodes }: Preorder,
  dominatorPlaces: Uint32Array,
): void {
  for (let place = sizes.length - 1; place > 0; place--)
    sizes[nodes[dominatorPlaces[place]!]!]! += sizes[nodes[place]!]!;
}
