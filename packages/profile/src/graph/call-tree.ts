import { GraphNode } from './graph.js';
import { type GraphInput, weightAt } from './link-nodes.js';

/**
 * Builds the forest of call paths: one node for each path, in the order in which paths occur.
 *
 * Method: google/pprof `internal/graph/graph.go`.
 */
export function buildCallTree({ samples, table, weights, divisors, tags }: GraphInput): GraphNode[] {
  const { stack, stackOffsets } = samples;
  const { offsets, nodesAt } = table;
  const nodes: GraphNode[] = [];
  const children = new Map<GraphNode | undefined, Map<number, GraphNode>>();
  const child = (parent: GraphNode | undefined, info: number): GraphNode => {
    let siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, (siblings = new Map<number, GraphNode>()));
    let node = siblings.get(info);
    if (node === undefined) {
      node = new GraphNode(table.info(info), info, siblings);
      siblings.set(info, node);
      nodes.push(node);
    }
    return node;
  };
  for (let sample = 0; sample < samples.length; sample++) {
    const weight = weightAt(weights, sample);
    const divisor = divisors === undefined ? 0 : weightAt(divisors, sample);
    if (weight === 0 && divisor === 0) continue;
    let parent: GraphNode | undefined;
    for (let frame = stackOffsets[sample + 1]! - 1; frame >= stackOffsets[sample]!; frame--) {
      const location = stack[frame]!;
      const outermost = offsets[location + 1]! - 1;
      for (let i = outermost; i >= offsets[location]!; i--) {
        const node = child(parent, nodesAt[i]!);
        node.cum += weight;
        node.cumDivisor += divisor;
        tags?.add(node, sample, weight, divisor, false);
        if (parent !== undefined) call(parent, node, weight, divisor, i !== outermost);
        parent = node;
      }
    }
    if (parent !== undefined) {
      parent.flat += weight;
      parent.flatDivisor += divisor;
      tags?.add(parent, sample, weight, divisor, true);
    }
  }
  return nodes;
}

function call(source: GraphNode, target: GraphNode, weight: number, divisor: number, inline: boolean): void {
  const known = source.out.get(target);
  if (known !== undefined) {
    known.weight += weight;
    known.weightDivisor += divisor;
    if (!inline) known.inline = false;
    return;
  }
  const edge = { source, target, weight, weightDivisor: divisor, residual: false, inline };
  source.out.set(target, edge);
  target.in.set(source, edge);
}

/** Takes nodes that are not kept out of a call tree: their children hang on their parents, by residual edges. */
export function trimCallTree(nodes: readonly GraphNode[], kept: ReadonlySet<GraphNode>): GraphNode[] {
  for (const node of nodes) {
    if (kept.has(node)) continue;
    const [incoming] = node.in.values();
    if (incoming === undefined) {
      for (const edge of node.out.values()) edge.target.in.delete(node);
      continue;
    }
    const parent = incoming.source;
    parent.out.delete(node);
    for (const edge of node.out.values()) {
      edge.target.in.delete(node);
      edge.target.in.set(parent, edge);
      parent.out.set(edge.target, edge);
      edge.source = parent;
      edge.residual = true;
      edge.inline = incoming.inline && edge.inline;
    }
  }
  return nodes.filter((node) => kept.has(node));
}
