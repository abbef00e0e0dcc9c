import { findHolderOfMost, findNodes, type HeapGraph, type HolderOfMost } from '@heaptide/heapsnapshot';
import type { LivingObject } from '@heaptide/why';

/** Objects of one kind, such as what the site returns, as a heap snapshot shows them. */
export interface FoundObjects {
  /** How many lived. */
  readonly of: number;
  readonly nodes: Uint32Array;
  /** What holds most of them; `undefined` where no one thing does. */
  readonly most: HolderOfMost | undefined;
  /** Bytes that one of them holds alone, without others of them: the median. */
  readonly perObject: number;
}

/** Of fewer it is chance what holds them. */
const FEWEST = 3;
const ORIGINS: readonly LivingObject['origin'][] = ['return', 'this', 'local'];

/** Looks the living objects up: of the kinds that one thing holds most of, what the site returns before its variables. */
export function findCaught(graph: HeapGraph, living: readonly LivingObject[]): FoundObjects {
  const kinds = new Map<string, LivingObject[]>();
  for (const object of living) {
    const kind = `${object.origin} ${object.name}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), object]);
  }
  const found = [...kinds.values()].sort(byTelling).map((objects) => findKind(graph, objects));
  return found.find(({ most }) => most !== undefined) ?? found[0] ?? findKind(graph, []);
}

function byTelling([a]: readonly LivingObject[], [b]: readonly LivingObject[]): number {
  return ORIGINS.indexOf(a!.origin) - ORIGINS.indexOf(b!.origin);
}

function findKind(graph: HeapGraph, objects: readonly LivingObject[]): FoundObjects {
  const nodes = findNodes(
    graph.snapshot,
    objects.map(({ id }) => id),
  );
  return {
    of: objects.length,
    nodes,
    most: nodes.length < FEWEST ? undefined : findHolderOfMost(graph, nodes),
    perObject: medianOwn(graph, nodes),
  };
}

/** In a chain each holds all that were there before: of each, what it holds beside these counts. */
function medianOwn({ dominators, retainedSizes }: HeapGraph, nodes: Uint32Array): number {
  const own = new Map([...nodes].map((node) => [node, retainedSizes[node]!]));
  for (const node of own.keys()) {
    let above = node;
    do above = dominators[above]!;
    while (above !== 0 && !own.has(above));
    if (above !== 0) own.set(above, own.get(above)! - retainedSizes[node]!);
  }
  return [...own.values()].sort((a, b) => a - b)[Math.floor(own.size / 2)] ?? 0;
}
