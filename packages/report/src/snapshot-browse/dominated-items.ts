import type { HeapGraph } from '@heaptide/heapsnapshot';
import { nodeName } from '../snapshot/object-name.js';
import { cutItems } from './cut-items.js';
import { largestFirst } from './largest-first.js';
import type { OutlineItem } from './outline.js';

/** So many can be looked through one by one; of more, those of one class are told together. */
const SHOWN_SINGLY = 50;
/** A class with fewer objects than that under one owner saves no room. */
const LEAST_OF_A_CLASS = 10;
/** One that holds such a share of it all is never hidden among others of its class. */
const SHARE_OF_ITS_OWN = 0.05;

/** One object; it opens to what it dominates. */
export function nodeItem(graph: HeapGraph, node: number): OutlineItem {
  const { snapshot, selfSizes, retainedSizes, dominatorTree } = graph;
  const row = {
    kind: 'node',
    name: nodeName(graph, node),
    node,
    id: snapshot.nodeIds[node]!,
    count: 1,
    shallow: selfSizes[node]!,
    retained: retainedSizes[node]!,
  } as const;
  const dominatesSome = dominatorTree.first[node + 1]! > dominatorTree.first[node]!;
  return dominatesSome ? { row, unfold: () => dominatedItems(graph, node) } : { row };
}

/** The objects, the largest first. */
export function nodeItems(graph: HeapGraph, nodes: Uint32Array): readonly OutlineItem[] {
  const { selfSizes, retainedSizes } = graph;
  const sorted = largestFirst(nodes, retainedSizes);
  return cutItems({
    length: sorted.length,
    item: (index) => nodeItem(graph, sorted[index]!),
    shallow: (index) => selfSizes[sorted[index]!]!,
    retained: (index) => retainedSizes[sorted[index]!]!,
  });
}

/** What a node dominates immediately, the largest first; where that is much, by class. */
export function dominatedItems(graph: HeapGraph, node: number): readonly OutlineItem[] {
  const { first, children } = graph.dominatorTree;
  const dominated = children.subarray(first[node], first[node + 1]);
  if (dominated.length <= SHOWN_SINGLY) return nodeItems(graph, dominated);
  const large = SHARE_OF_ITS_OWN * graph.retainedSizes[node]!;
  const alone = dominated.filter((each) => graph.retainedSizes[each]! >= large);
  const others = dominated.filter((each) => graph.retainedSizes[each]! < large);
  const items = groupByClass(graph, others)
    .flatMap((nodes) =>
      nodes.length < LEAST_OF_A_CLASS
        ? Array.from(nodes, (each) => nodeItem(graph, each))
        : [classItem(graph, nodes)],
    )
    .concat(Array.from(alone, (each) => nodeItem(graph, each)))
    .sort((a, b) => b.row.retained - a.row.retained);
  return cutItems({
    length: items.length,
    item: (index) => items[index]!,
    shallow: (index) => items[index]!.row.shallow,
    retained: (index) => items[index]!.row.retained,
  });
}

/** Objects of one class, none of which dominates another. */
function classItem(graph: HeapGraph, nodes: Uint32Array): OutlineItem {
  const { classes, selfSizes, retainedSizes } = graph;
  let shallow = 0;
  let retained = 0;
  for (const node of nodes) {
    shallow += selfSizes[node]!;
    retained += retainedSizes[node]!;
  }
  const name = classes.names[classes.ofNode[nodes[0]!]!]!;
  const row = { kind: 'class', name, count: nodes.length, shallow, retained } as const;
  return { row, unfold: () => nodeItems(graph, nodes) };
}

/** A list of nodes for each class that is among them. */
function groupByClass({ classes }: HeapGraph, nodes: Uint32Array): readonly Uint32Array[] {
  const counts = new Map<number, number>();
  for (const node of nodes) {
    const of = classes.ofNode[node]!;
    counts.set(of, (counts.get(of) ?? 0) + 1);
  }
  const groups = new Map<number, { readonly nodes: Uint32Array; filled: number }>();
  for (const [of, count] of counts) groups.set(of, { nodes: new Uint32Array(count), filled: 0 });
  for (const node of nodes) {
    const group = groups.get(classes.ofNode[node]!)!;
    group.nodes[group.filled++] = node;
  }
  return Array.from(groups.values(), (group) => group.nodes);
}
