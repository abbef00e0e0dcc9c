/** The sum of what the nodes have. */
export function sumOver(nodes: Uint32Array, values: Float64Array): number {
  return nodes.reduce((sum, node) => sum + values[node]!, 0);
}
