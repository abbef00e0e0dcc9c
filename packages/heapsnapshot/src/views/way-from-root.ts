import type { HeapGraph } from '../graph/heap-graph.js';
import { EdgeType } from '../model/edge-type.js';
import { NodeType } from '../model/node-type.js';
import { isInner } from './collection-of.js';
import { leadsOn } from './leads-on.js';

/** Most nodes that are looked at to get around a place where no retainer is nearer to the root. */
const MOST_DETOUR = 200_000;

/**
 * A way from the root to a node, as the edges in order, over those edges alone that dominators go by (but see `leadsOn`): so it
 * leads through everything that alone holds the node. It is a shortest one, save that an object which the stack or a handle holds for the
 * moment is reached by a field or variable that has it as well. Where several are equally short, properties and variables go
 * before V8's own slots. `last` begins with that edge, to get another way. `undefined` where nothing holds the node.
 */
export function wayFromRoot(graph: HeapGraph, node: number, last?: number): readonly number[] | undefined {
  const way = shortestWay(graph, node, last);
  if (way === undefined) return undefined;
  const { edgeTargets } = graph.snapshot;
  const entry = way.findLastIndex((edge) => isGcRoot(graph, graph.sourceOf(edge)));
  // `last` itself is what was asked for.
  if (entry < 0 || (entry === way.length - 1 && last !== undefined)) return way;
  const held = edgeTargets[way[entry]!]!;
  for (const edge of ownersOf(graph, held)) {
    const other = shortestWay(graph, graph.sourceOf(edge));
    if (other !== undefined && !other.some((step) => edgeTargets[step] === held))
      return [...other, edge, ...way.slice(entry + 1)];
  }
  return way;
}

/** Stack, handles and other places of V8's own that hold things from outside of the heap. */
function isGcRoot({ snapshot }: HeapGraph, node: number): boolean {
  return node !== 0 && snapshot.nodeTypes[node] === NodeType.synthetic;
}

const MOST_NAMED = 8;

/**
 * Edges by which a program has what a root holds for the moment, those from nearer the root first: fields and variables that
 * have an object, and what a table or the like is a part of.
 */
function ownersOf(graph: HeapGraph, node: number): readonly number[] {
  const { first, edges } = graph.retainers;
  const { nodeTypes, edgeTypes } = graph.snapshot;
  const isPart = isInner(graph, node);
  if (!isPart && nodeTypes[node] !== NodeType.object) return [];
  const named: number[] = [];
  for (let place = first[node]!; place < first[node + 1]! && named.length < MOST_NAMED; place++) {
    const edge = edges[place]!;
    const type = edgeTypes[edge];
    const tells = isPart
      ? type === EdgeType.internal && !isGcRoot(graph, graph.sourceOf(edge))
      : type === EdgeType.property || type === EdgeType.context;
    if (tells && leadsOn(graph, edge)) named.push(edge);
  }
  return named.sort((a, b) => nearness(graph, graph.sourceOf(a)) - nearness(graph, graph.sourceOf(b)));
}

function shortestWay(graph: HeapGraph, node: number, last?: number): readonly number[] | undefined {
  const edges: number[] = [];
  let at = node;
  if (last !== undefined) {
    edges.push(last);
    at = graph.sourceOf(last);
  }
  while (at !== 0) {
    const nearer = nearerRetainer(graph, at);
    if (nearer !== undefined) {
      edges.push(nearer);
      at = graph.sourceOf(nearer);
      continue;
    }
    const detour = detourToNearer(graph, at);
    if (detour === undefined) return undefined;
    edges.push(...detour);
    at = graph.sourceOf(detour[detour.length - 1]!);
  }
  return edges.reverse();
}

/** Distance for comparing: the root is the nearest, what is not reached the farthest. */
function nearness({ distances }: HeapGraph, node: number): number {
  if (node === 0) return -1;
  const distance = distances[node]!;
  return distance < 0 ? Infinity : distance;
}

/** What was found before, by node: ways have their first steps in common, and those lead to what is held by many. */
const known = new WeakMap<HeapGraph, Map<number, number | undefined>>();
const MOST_KNOWN = 100_000;

function nearerRetainer(graph: HeapGraph, node: number): number | undefined {
  let found = known.get(graph);
  if (found === undefined || found.size >= MOST_KNOWN)
    known.set(graph, (found = new Map<number, number | undefined>()));
  if (!found.has(node)) found.set(node, findNearerRetainer(graph, node));
  return found.get(node);
}

function findNearerRetainer(graph: HeapGraph, node: number): number | undefined {
  const { retainers } = graph;
  const own = nearness(graph, node);
  let best: number | undefined;
  let bestDistance = own;
  let bestRank = Infinity;
  for (let place = retainers.first[node]!; place < retainers.first[node + 1]!; place++) {
    const edge = retainers.edges[place]!;
    const distance = nearness(graph, graph.sourceOf(edge));
    if (distance >= own || distance > bestDistance || !leadsOn(graph, edge)) continue;
    const rank = rankOf(graph, edge);
    if (distance === bestDistance && rank >= bestRank) continue;
    best = edge;
    bestDistance = distance;
    bestRank = rank;
    if (rank === 0 && distance <= own - 1) break;
  }
  return best;
}

/** The lower, the more it tells a reader. */
function rankOf(graph: HeapGraph, edge: number): number {
  const { snapshot } = graph;
  const type = snapshot.edgeTypes[edge];
  const ofEdge = type === EdgeType.hidden ? 2 : type === EdgeType.internal ? 1 : 0;
  const source = snapshot.nodeTypes[graph.sourceOf(edge)];
  const ofSource =
    source === NodeType.synthetic || source === NodeType.code || source === NodeType.objectShape ? 3 : 0;
  return ofEdge + ofSource;
}

/** Edges backwards from a node to one that is nearer to the root, the last leaving it. */
function detourToNearer(graph: HeapGraph, node: number): readonly number[] | undefined {
  const { retainers } = graph;
  const own = nearness(graph, node);
  /** The edge by which each node was met, which leads from it towards `node`. */
  const metBy = new Map<number, number>();
  const queue = [node];
  for (let visited = 0; visited < queue.length && queue.length < MOST_DETOUR; visited++) {
    const at = queue[visited]!;
    for (let place = retainers.first[at]!; place < retainers.first[at + 1]!; place++) {
      const edge = retainers.edges[place]!;
      const source = graph.sourceOf(edge);
      if (source === node || metBy.has(source) || !leadsOn(graph, edge)) continue;
      metBy.set(source, edge);
      if (nearness(graph, source) < own) return backwards(graph, metBy, source, node);
      queue.push(source);
    }
  }
  return graph.dominators[node] === 0 ? orphanEdge(graph, node) : undefined;
}

function backwards(
  graph: HeapGraph,
  metBy: ReadonlyMap<number, number>,
  from: number,
  to: number,
): readonly number[] {
  const edges: number[] = [];
  for (let at = from; at !== to;) {
    const edge = metBy.get(at)!;
    edges.push(edge);
    at = graph.snapshot.edgeTargets[edge]!;
  }
  return edges.reverse();
}

/** An edge of the root to the node that dominators do not go by, such as one to a node of V8's own. */
function orphanEdge({ snapshot }: HeapGraph, node: number): readonly number[] | undefined {
  for (let edge = 0; edge < snapshot.firstEdges[1]!; edge++) {
    if (snapshot.edgeTargets[edge] === node) return [edge];
  }
  return undefined;
}
