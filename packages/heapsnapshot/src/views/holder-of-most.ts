import type { HeapGraph } from '../graph/heap-graph.js';
import { ClassKind, kindOfNode } from './class-kind.js';
import { classOf } from './class-of.js';
import { collectionOf } from './collection-of.js';
import { childrenOf } from './dominated-children.js';
import { followChain } from './follow-chain.js';
import { findHolder, type Holder } from './holder.js';
import { isOpenGround } from './open-ground.js';
import type { RetainingPath } from './retaining-path.js';
import { findSharedHolder } from './shared-holder.js';
import { sumOver } from './sum-over.js';
import { tellPath } from './tell-path.js';
import { wayFromRoot } from './way-from-root.js';

/** One thing by which most of some objects are held. */
export interface HolderOfMost {
  readonly holder: Holder;
  /** How many of the objects it holds. */
  readonly held: number;
  /** Bytes that would go if it went. */
  readonly retainedSize: number;
  /** From the root to one of them, by the holder. */
  readonly path: RetainingPath;
  /** Collections above it, the nearest first. */
  readonly above: readonly Pick<Holder, 'node' | 'id'>[];
  /** How many there are of its kind, where each of the objects has one of its own, which V8 or native code keeps. */
  readonly each?: number;
}

const HALF = 0.5;

/**
 * The nearest thing that holds more than half of the nodes: alone, as dominators tell, or as what they are all reached
 * through; else what holds one each. Tables and the like count as what they are a part of, links of a chain as its first.
 * `undefined` where there is none.
 */
export function findHolderOfMost(graph: HeapGraph, nodes: Uint32Array): HolderOfMost | undefined {
  const dominator = dominatorOfMost(graph, nodes);
  if (dominator !== undefined) {
    const node = collectionOf(graph, headOfChain(graph, dominator));
    if (!isOpenGround(graph, node)) return describeHolder(graph, nodes, node);
  }
  const shared = findSharedHolder(graph, nodes);
  return shared === undefined ? findOneEach(graph, nodes) : describeHolder(graph, nodes, shared.node);
}

/** The lowest node that dominates more than half of them. */
function dominatorOfMost({ dominators }: HeapGraph, nodes: Uint32Array): number | undefined {
  const counts = new Map<number, number>();
  for (const node of nodes) {
    for (let at = node; at !== 0;) {
      at = dominators[at]!;
      counts.set(at, (counts.get(at) ?? 0) + 1);
    }
  }
  // Those of most lie one above the other: the first on the way up from one that the lowest holds is that.
  let lowest: number | undefined;
  for (const node of nodes) {
    for (let at = node; at !== 0;) {
      at = dominators[at]!;
      if (counts.get(at)! <= HALF * nodes.length) continue;
      if (lowest === undefined || isBelow(dominators, at, lowest)) lowest = at;
      break;
    }
  }
  return lowest;
}

/** Whether `node` is what `other` dominates. */
function isBelow(dominators: Uint32Array, node: number, other: number): boolean {
  for (let at = node; at !== 0;) {
    at = dominators[at]!;
    if (at === other) return true;
  }
  return false;
}

function headOfChain(graph: HeapGraph, node: number): number {
  if (node === 0) return node;
  return followChain(graph, { node, end: node, weights: graph.retainedSizes })?.node ?? node;
}

/** The same of one thing that is known; `undefined` where it does not hold more than half of the nodes. */
export function describeHolder(graph: HeapGraph, nodes: Uint32Array, node: number): HolderOfMost | undefined {
  let held = 0;
  let shortest: readonly number[] | undefined;
  for (const each of nodes) {
    const way = wayFromRoot(graph, each);
    const leadsThere = way?.some((edge) => graph.sourceOf(edge) === node) === true;
    if (!leadsThere && !isBelow(graph.dominators, each, node)) continue;
    held++;
    if (leadsThere && (shortest === undefined || way.length < shortest.length)) shortest = way;
  }
  if (shortest === undefined || held <= HALF * nodes.length) return undefined;
  const accumulation = { node, members: nodes, isChain: false, isShared: false, size: 0 };
  return {
    holder: findHolder(graph, accumulation, { node, way: shortest }),
    held,
    retainedSize: graph.retainedSizes[node]!,
    path: tellPath(graph, shortest),
    above: collectionsAbove(graph, node),
  };
}

const MOST_ABOVE = 3;
const COLLECTIONS = new Set(['Map', 'Set', 'Array']);

function collectionsAbove(graph: HeapGraph, node: number): HolderOfMost['above'] {
  const above: Pick<Holder, 'node' | 'id'>[] = [];
  for (let at = node; at !== 0 && above.length < MOST_ABOVE;) {
    at = graph.dominators[at]!;
    if (COLLECTIONS.has(classOf(graph, at))) above.push({ node: at, id: graph.snapshot.nodeIds[at]! });
  }
  return above;
}

/** Of fewer it is chance that they are alike. */
const FEWEST_ALIKE = 3;

/** What holds the objects one by one, where most have such of one class: handles of native code, say. */
function findOneEach(graph: HeapGraph, nodes: Uint32Array): HolderOfMost | undefined {
  const byClass = new Map<number, { readonly tops: Set<number>; readonly below: number[] }>();
  for (const node of nodes) {
    const top = topOf(graph, node);
    if (top === node) continue;
    const classIndex = graph.classes.ofNode[top]!;
    const alike = byClass.get(classIndex) ?? { tops: new Set(), below: [] };
    byClass.set(classIndex, alike);
    alike.tops.add(top);
    alike.below.push(node);
  }
  for (const [classIndex, { tops, below }] of byClass) {
    if (below.length <= HALF * nodes.length || tops.size < FEWEST_ALIKE) continue;
    const [first] = below;
    const way = wayFromRoot(graph, first!);
    if (way === undefined) continue;
    const node = mostTelling(graph, first!);
    const all = Array.from(childrenOf(graph, graph.dominators[topOf(graph, first!)]!)).filter(
      (child) => graph.classes.ofNode[child] === classIndex,
    );
    const accumulation = { node, members: nodes, isChain: false, isShared: false, size: 0 };
    return {
      holder: findHolder(graph, accumulation, { node, way }),
      held: below.length,
      retainedSize: sumOver(Uint32Array.from(all), graph.retainedSizes),
      path: tellPath(graph, way),
      above: [],
      each: all.length,
    };
  }
  return undefined;
}

/** The highest in the dominator tree that holds a node and is no open ground. */
function topOf(graph: HeapGraph, node: number): number {
  let top = node;
  while (!isOpenGround(graph, graph.dominators[top]!)) top = graph.dominators[top]!;
  return top;
}

/** Of what holds a node, the nearest that a program would name; else the highest. */
function mostTelling(graph: HeapGraph, node: number): number {
  let at = node;
  do {
    const above = graph.dominators[at]!;
    if (isOpenGround(graph, above)) return at;
    at = above;
  } while (kindOfNode(graph, at) < ClassKind.builtin || nameIsOfInterface(classOf(graph, at)));
  return at;
}

/** Objects without a class are named by what they have: `{change}`. */
function nameIsOfInterface(name: string): boolean {
  return name.startsWith('{');
}
