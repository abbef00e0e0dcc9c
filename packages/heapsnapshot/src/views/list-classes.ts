import type { HeapGraph } from '../graph/heap-graph.js';
import { orderInDominatorTree } from './dominator-order.js';

/** The objects of one class in a heap. */
export interface ClassRow {
  /** As Chrome DevTools names it; hostile text. Two rows may have one name, by classes that were declared in different places. */
  readonly name: string;
  /** Index of the class in `graph.classes`. */
  readonly classIndex: number;
  readonly count: number;
  /** Bytes of the objects themselves. */
  readonly shallow: number;
  /** Bytes that would go with all of them: retained by those that are below no other of the class in the dominator tree. */
  readonly retained: number;
  /** `retained` over the whole heap, 0 to 1. */
  readonly share: number;
}

export interface ListClassesOptions {
  /** What the rows are ordered by, greatest first; `retained` unless given. */
  readonly order?: 'retained' | 'shallow' | 'count';
  /** At most so many rows. */
  readonly most?: number;
}

/** The classes of a heap with what they hold, as the "Summary" of Chrome DevTools. */
export function listClasses(graph: HeapGraph, options: ListClassesOptions = {}): readonly ClassRow[] {
  const { selfSizes, retainedSizes } = graph;
  const { ofNode, names } = graph.classes;
  const counts = new Float64Array(names.length);
  const shallow = new Float64Array(names.length);
  for (let node = 0; node < ofNode.length; node++) {
    counts[ofNode[node]!]!++;
    shallow[ofNode[node]!]! += selfSizes[node]!;
  }
  const retained = retainedByClass(graph);
  const whole = retainedSizes[0]!;
  const keys = { retained, shallow, count: counts };
  const by = keys[options.order ?? 'retained'];
  return Array.from(names.keys())
    .filter((row) => counts[row]! > 0)
    .sort((a, b) => by[b]! - by[a]! || shallow[b]! - shallow[a]! || a - b)
    .slice(0, options.most)
    .map((row) => ({
      name: names[row]!,
      classIndex: row,
      count: counts[row]!,
      shallow: shallow[row]!,
      retained: retained[row]!,
      share: whole > 0 ? retained[row]! / whole : 0,
    }));
}

function retainedByClass(graph: HeapGraph): Float64Array {
  const { dominators, retainedSizes } = graph;
  const { ofNode, names } = graph.classes;
  const retained = new Float64Array(names.length);
  /** How deep the walk is in objects of each class: what is below another of its class is counted with that. */
  const open = new Uint32Array(names.length);
  const order = orderInDominatorTree(graph);
  const way = new Uint32Array(order.length);
  let depth = 0;
  for (const node of order) {
    if (node !== 0) {
      while (way[depth - 1] !== dominators[node]) open[ofNode[way[--depth]!]!]!--;
    }
    const row = ofNode[node]!;
    if (open[row] === 0) retained[row]! += retainedSizes[node]!;
    open[row]!++;
    way[depth++] = node;
  }
  return retained;
}
