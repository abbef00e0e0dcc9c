import type { HeapGraph } from '../graph/heap-graph.js';
import { leadsOn } from './leads-on.js';
import type { RetainingPath } from './retaining-path.js';
import { tellPath } from './tell-path.js';
import { wayFromRoot } from './way-from-root.js';

export interface RetainingPathsOptions {
  /** At most so many; 1 unless given. */
  readonly most?: number;
}

/**
 * How a node is held: the shortest way from a root, then others that end in different holders, shortest first. None leads
 * over weak edges or through the node itself, and each leads through everything that alone holds the node.
 */
export function retainingPaths(
  graph: HeapGraph,
  node: number,
  options: RetainingPathsOptions = {},
): readonly RetainingPath[] {
  const most = options.most ?? 1;
  const shortest = wayFromRoot(graph, node);
  if (shortest === undefined || most < 1) return [];
  const ways = [shortest];
  const { retainers, snapshot } = graph;
  const holders = new Set([0, node]);
  if (shortest.length > 0) holders.add(graph.sourceOf(shortest[shortest.length - 1]!));
  const others: number[] = [];
  for (let place = retainers.first[node]!; place < retainers.first[node + 1]!; place++) {
    const edge = retainers.edges[place]!;
    if (leadsOn(graph, edge)) others.push(edge);
  }
  const distance = (edge: number): number => {
    const of = graph.distances[graph.sourceOf(edge)]!;
    return of < 0 ? Infinity : of;
  };
  others.sort((a, b) => distance(a) - distance(b) || a - b);
  for (const edge of others) {
    if (ways.length >= most) break;
    if (holders.has(graph.sourceOf(edge))) continue;
    holders.add(graph.sourceOf(edge));
    const way = wayFromRoot(graph, node, edge);
    if (way?.slice(0, -1).every((step) => snapshot.edgeTargets[step] !== node)) ways.push(way);
  }
  return ways.map((way) => tellPath(graph, way));
}
