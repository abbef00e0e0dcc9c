import type { HeapGraph } from '../graph/heap-graph.js';
import type { RetainingPath } from './retaining-path.js';
import { tellPath } from './tell-path.js';
import { wayFromRoot } from './way-from-root.js';

/** What holds all of a group of nodes, and how it is reached. */
export interface CommonPath {
  /** The nearest thing without which none of them would be held. */
  readonly holder: number;
  readonly path: RetainingPath;
}

/** The nearest common dominator of the nodes and how it is held; `undefined` for no nodes, or where nothing holds it. */
export function commonPath(graph: HeapGraph, nodes: Iterable<number>): CommonPath | undefined {
  const depths = new Map<number, number>();
  let holder: number | undefined;
  for (const node of nodes) holder = holder === undefined ? node : meet(graph, holder, node, depths);
  if (holder === undefined) return undefined;
  const way = wayFromRoot(graph, holder);
  return way && { holder, path: tellPath(graph, way) };
}

function meet(graph: HeapGraph, a: number, b: number, depths: Map<number, number>): number {
  const { dominators } = graph;
  let [depthA, depthB] = [depthOf(graph, a, depths), depthOf(graph, b, depths)];
  while (a !== b) {
    if (depthA >= depthB) {
      a = dominators[a]!;
      depthA--;
    } else {
      b = dominators[b]!;
      depthB--;
    }
  }
  return a;
}

/** Depths of what was passed are kept, so that a group with one holder is walked once. */
function depthOf({ dominators }: HeapGraph, node: number, depths: Map<number, number>): number {
  const way: number[] = [];
  let at = node;
  while (at !== 0 && !depths.has(at)) {
    way.push(at);
    at = dominators[at]!;
  }
  let depth = at === 0 ? 0 : depths.get(at)!;
  while (way.length > 0) depths.set(way.pop()!, ++depth);
  return depth;
}
