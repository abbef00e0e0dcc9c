import type { HeapGraph } from '../graph/heap-graph.js';
import type { Accumulation } from './accumulation.js';
import { belowAll } from './below-all.js';
import { ClassKind, kindOfNode, kindsOfClasses } from './class-kind.js';
import { collectionOf } from './collection-of.js';
import { mostTellingBelow } from './most-telling-below.js';
import type { PiledUp } from './piled-up.js';

/** What hangs on a chain has to make up so much of it to be told instead of its links. */
const CONSIDERABLE = 0.3;
const HALF = 0.5;

/** What piles up in a place, as the program would call it: see `mostTellingBelow`. `undefined` if there is nothing. */
export function findPiledUp(
  graph: HeapGraph,
  accumulation: Accumulation,
  weights: Float64Array,
): PiledUp | undefined {
  if (accumulation.isChain) return onChain(graph, accumulation, weights);
  const telling = mostTellingBelow(graph, accumulation.members, weights);
  return telling === 'machinery' ? undefined : (telling ?? collectionItself(graph, accumulation));
}

/** The links, or what hangs on them where that tells more. */
function onChain(graph: HeapGraph, accumulation: Accumulation, weights: Float64Array): PiledUp | undefined {
  const { members, size } = accumulation;
  const kinds = kindsOfClasses(graph);
  const links = linksOf(graph, accumulation);
  if (links === undefined || kinds[links.classIndex] === ClassKind.program) return links;
  const isLink = new Uint8Array(graph.snapshot.nodeCount);
  for (const member of members) isLink[member] = 1;
  const hanging = belowAll(graph, members).filter((node) => isLink[node] === 0);
  const hung = mostTellingBelow(graph, hanging, weights);
  if (hung === undefined || hung === 'machinery' || kinds[hung.classIndex]! <= kinds[links.classIndex]!)
    return links;
  const isMuch = hung.weight >= CONSIDERABLE * size && hung.nodes.length >= HALF * links.nodes.length;
  return isMuch ? { ...hung, isHung: true } : links;
}

function linksOf(graph: HeapGraph, { members, size }: Accumulation): PiledUp | undefined {
  const kinds = kindsOfClasses(graph);
  const rows = new Map<number, number>();
  for (const member of members) {
    const row = graph.classes.ofNode[member]!;
    rows.set(row, (rows.get(row) ?? 0) + graph.selfSizes[member]!);
  }
  let best: number | undefined;
  for (const [row, bytes] of rows) {
    if (
      best === undefined ||
      kinds[row]! > kinds[best]! ||
      (kinds[row] === kinds[best] && bytes > rows.get(best)!)
    ) {
      best = row;
    }
  }
  if (best === undefined) return undefined;
  const classIndex = best;
  const nodes = members.filter((node) => graph.classes.ofNode[node] === classIndex);
  return { classIndex, nodes, weight: size, isCollection: false, isHung: false };
}

function collectionItself(graph: HeapGraph, { node, size }: Accumulation): PiledUp | undefined {
  const collection = collectionOf(graph, node);
  if (kindOfNode(graph, collection) === ClassKind.machinery || collection === 0) return undefined;
  return {
    classIndex: graph.classes.ofNode[collection]!,
    nodes: Uint32Array.of(collection),
    weight: size,
    isCollection: true,
    isHung: false,
  };
}
