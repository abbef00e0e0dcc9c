import type { HeapGraph } from '../graph/heap-graph.js';
import type { Accumulation } from './accumulation.js';
import { kindOfNode } from './class-kind.js';
import { childrenOf } from './dominated-children.js';

const LONGEST_PATTERN = 6;
/** A chain has at least so many repeats. */
const LEAST_REPEATS = 16;

/** The heaviest way down from a node, and what is above it. */
export interface ChainSearch {
  readonly node: number;
  /** Where the walk down by children that hold nearly all ends. */
  readonly end: number;
  readonly weights: Float64Array;
}

/**
 * The chain that a node is a link of: classes that repeat, in the same order, from dominator to dominated, such as the
 * nodes of a linked list or promises that wait for each other. `undefined` where it is in none.
 */
export function followChain(graph: HeapGraph, { node, end, weights }: ChainSearch): Accumulation | undefined {
  const { dominators, classes } = graph;
  const way = [end];
  for (let at = end; at !== node;) way.push((at = dominators[at]!));
  const below = way.length - 1;
  for (let at = node, steps = 0; at !== 0 && steps < LONGEST_PATTERN * LEAST_REPEATS; steps++) {
    way.push((at = dominators[at]!));
  }
  // `way` leads upwards; a pattern has to hold around `node`, with fewer repeats above it where it has more below.
  for (let length = 1; length <= LONGEST_PATTERN; length++) {
    const repeats = (at: number): boolean =>
      at + length < way.length && classes.ofNode[way[at]!] === classes.ofNode[way[at + length]!];
    let low = Math.min(below, way.length - length - 1);
    while (low >= 0 && !repeats(low)) low--;
    if (low < 0 || below - low > length * 2) continue;
    let high = low;
    while (repeats(high + 1)) high++;
    while (low > 0 && repeats(low - 1)) low--;
    if (high - low + 1 < length * (LEAST_REPEATS - 1)) continue;
    // On upwards, as far as the pattern holds.
    const links = way.slice(0, high + length + 1);
    for (;;) {
      const above = dominators[links[links.length - 1]!]!;
      if (above === 0 || classes.ofNode[above] !== classes.ofNode[links[links.length - length]!]) break;
      links.push(above);
    }
    const members = fromNamed(graph, linksFrom(graph, links[links.length - 1]!, length), length);
    const first = members[0]!;
    return { node: first, members, isChain: true, isShared: false, size: weights[first]! };
  }
  return undefined;
}

/** All links, each the heaviest child of the one before, as long as the classes repeat. */
function linksFrom(graph: HeapGraph, first: number, length: number): Uint32Array {
  const { classes, retainedSizes } = graph;
  const links = [first];
  for (;;) {
    let next: number | undefined;
    let most = 0;
    const wanted = links.length >= length ? classes.ofNode[links[links.length - length]!]! : undefined;
    for (const child of childrenOf(graph, links[links.length - 1]!)) {
      if (retainedSizes[child]! <= most || (wanted !== undefined && classes.ofNode[child] !== wanted))
        continue;
      next = child;
      most = retainedSizes[child]!;
    }
    if (next === undefined) return Uint32Array.from(links);
    links.push(next);
  }
}

/** From the first link that says most, since what holds the chain may look like a part of it: a context of a module, say. */
function fromNamed(graph: HeapGraph, links: Uint32Array, length: number): Uint32Array {
  let best = 0;
  for (let at = 1; at < Math.min(length, links.length); at++) {
    if (kindOfNode(graph, links[at]!) > kindOfNode(graph, links[best]!)) best = at;
  }
  return links.subarray(best);
}
