import { compareUtf8 } from '../algebra/byte-order.js';
import type { GraphNode } from './graph.js';
import { truncate } from './int64.js';
import { compareInfos } from './node-info.js';

/** Sorts in place by |flat| descending, then name, then |cum| descending. */
export function sortByFlat(nodes: GraphNode[]): GraphNode[] {
  return nodes.sort(
    (a, b) =>
      Math.abs(b.flat) - Math.abs(a.flat) ||
      compareNames(a, b) ||
      Math.abs(b.cum) - Math.abs(a.cum) ||
      compareInfos(a.info, b.info),
  );
}

/** Likewise by |cum|, name, |flat|. */
export function sortByCum(nodes: GraphNode[]): GraphNode[] {
  return sortByScore(nodes, ({ cum }) => Math.abs(cum));
}

/**
 * Likewise by how much a node tells in a drawing: one that only passes on what its single caller gives it to a single
 * callee tells nothing.
 */
export function sortByEntropy(nodes: GraphNode[]): GraphNode[] {
  return sortByScore(nodes, entropyScore);
}

function sortByScore(nodes: GraphNode[], score: (node: GraphNode) => number | bigint): GraphNode[] {
  const scores = new Map(nodes.map((node) => [node, score(node)]));
  return nodes.sort(
    (a, b) =>
      descending(scores.get(a)!, scores.get(b)!) ||
      compareNames(a, b) ||
      Math.abs(b.flat) - Math.abs(a.flat) ||
      compareInfos(a.info, b.info),
  );
}

function compareNames(a: GraphNode, b: GraphNode): number {
  const [left, right] = [a.info.address, b.info.address];
  if (left !== 0n && right !== 0n && left !== right) return left < right ? -1 : 1;
  return compareUtf8(a.name, b.name);
}

function descending(a: number | bigint, b: number | bigint): number {
  return a === b ? 0 : a < b ? 1 : -1;
}

/** A bigint, since the reference works in 64 bits, where what shrinks can overflow: |-2^63| is -2^63. */
function entropyScore(node: GraphNode): bigint {
  const incoming = node.in.size === 0 ? 1 : entropy([...node.in.values()], 0);
  const outgoing = node.out.size === 0 ? 1 : entropy([...node.out.values()], node.flat);
  const score = BigInt(truncate((incoming + outgoing) * node.cum)) + BigInt(node.flat);
  const wrapped = BigInt.asIntN(64, score);
  return wrapped < 0n ? BigInt.asIntN(64, -wrapped) : wrapped;
}

/** Bits of the distribution over edges, with what stays in the node itself as one more share. */
function entropy(edges: readonly { readonly weight: number }[], self: number): number {
  const total = edges.reduce((sum, { weight }) => sum + Math.max(0, weight), self);
  if (total === 0) return 0;
  const bits = (part: number): number => -(part / total) * Math.log2(part / total);
  const shares = edges.reduce((sum, { weight }) => sum + bits(Math.abs(weight)), 0);
  return self > 0 ? shares + bits(self) : shares;
}
