import type { HeapGraph } from '../graph/heap-graph.js';
import type { Accumulation } from './accumulation.js';
import { ClassKind, kindOfNode, kindsOfClasses } from './class-kind.js';
import { childrenOf } from './dominated-children.js';
import { followChain } from './follow-chain.js';
import { isOpenGround } from './open-ground.js';

/** A child that holds so much of its parent is where the parent's mass really is. */
const NEARLY_ALL = 0.8;
/** So many large things of one class in one place are what piles up there, not places of their own. */
const MANY_LARGE = 4;
/** Unless one of them has so much of it that it is the place. */
const MOST_OF_THEM = 0.5;

/** Fewer things that several hold are no pile. */
const FEWEST_SHARED = 10;

export interface AccumulationRules {
  /** Bytes that each node holds: retained sizes, or a part of them. */
  readonly weights: Float64Array;
  /** Bytes that a place must hold by itself. */
  readonly least: number;
}

/**
 * Where a heap's mass lies: a walk down the dominator tree by everything that holds at least so much, to the nodes whose
 * mass is not in few large things below them (the accumulation points of Eclipse MAT's leak suspects). A list whose links
 * hold each other is one place. Largest first.
 */
export function findAccumulations(
  graph: HeapGraph,
  { weights, least }: AccumulationRules,
): readonly Accumulation[] {
  const found: Accumulation[] = [];
  const chained = new Set<number>();
  const waiting = [0];
  while (waiting.length > 0) {
    const node = waiting.pop()!;
    const large = largeChildren(graph, node, weights, least);
    let alone = weights[node]!;
    for (const child of large) alone -= weights[child]!;
    waiting.push(...large);
    if (alone < least) continue;
    const end = descend(graph, node, large, weights);
    const chain = followChain(graph, { node, end, weights });
    if (chain === undefined) {
      found.push(...gather(graph, { node: end, large: end === node ? large : [], weights, least }));
    } else if (!chained.has(chain.node) && chain.size >= least) {
      chained.add(chain.node);
      found.push(chain);
    }
  }
  return found.sort((a, b) => b.size - a.size || a.node - b.node);
}

/** Children that are places of their own. */
function largeChildren(
  graph: HeapGraph,
  node: number,
  weights: Float64Array,
  least: number,
): readonly number[] {
  const { ofNode } = graph.classes;
  const large = Array.from(childrenOf(graph, node)).filter((child) => weights[child]! >= least);
  if (large.length < MANY_LARGE || isOpenGround(graph, node)) return large;
  const alike = new Map<number, { count: number; sum: number; most: number }>();
  for (const child of large) {
    const { count, sum, most } = alike.get(ofNode[child]!) ?? { count: 0, sum: 0, most: 0 };
    const weight = weights[child]!;
    alike.set(ofNode[child]!, { count: count + 1, sum: sum + weight, most: Math.max(most, weight) });
  }
  return large.filter((child) => {
    const { count, sum, most } = alike.get(ofNode[child]!)!;
    return count < MANY_LARGE || most > MOST_OF_THEM * sum || kindOfNode(graph, child) <= ClassKind.part;
  });
}

/** Down by the largest child that is no place of its own, as long as that holds nearly all. */
function descend(graph: HeapGraph, from: number, large: readonly number[], weights: Float64Array): number {
  const places = new Set(large);
  let node = from;
  let mass = weights[node]!;
  for (const child of large) mass -= weights[child]!;
  for (;;) {
    let largest = node;
    let most = 0;
    for (const child of childrenOf(graph, node)) {
      if (weights[child]! <= most || places.has(child)) continue;
      most = weights[child]!;
      largest = child;
    }
    if (largest === node || most < NEARLY_ALL * mass) return node;
    node = largest;
    mass = most;
  }
}

function gather(
  graph: HeapGraph,
  {
    node,
    large,
    weights,
    least,
  }: { node: number; large: readonly number[]; weights: Float64Array; least: number },
): readonly Accumulation[] {
  const own = new Set(large);
  const members = childrenOf(graph, node).filter((child) => !own.has(child));
  if (!isOpenGround(graph, node)) {
    let size = weights[node]!;
    for (const child of large) size -= weights[child]!;
    return [{ node, members, isChain: false, isShared: false, size }];
  }
  // Many hold these together: only what is clearly the program's own is told, each class for itself.
  const kinds = kindsOfClasses(graph);
  const sizes = new Map<number, number>();
  for (const member of members) {
    const row = graph.classes.ofNode[member]!;
    if (kinds[row]! < ClassKind.builtin) continue;
    sizes.set(row, (sizes.get(row) ?? 0) + weights[member]!);
  }
  return [...sizes]
    .filter(([, size]) => size >= least)
    .map(([row, size]) => ({
      node,
      members: members.filter((member) => graph.classes.ofNode[member] === row),
      isChain: false,
      isShared: true,
      size,
    }))
    .filter(({ members: shared }) => shared.length >= FEWEST_SHARED);
}
