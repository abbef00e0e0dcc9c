import type { ClassRow, HeapGraph } from '@heaptide/heapsnapshot';
import type { BrowseRow } from './browse-row.js';
import { nodeItems } from './dominated-items.js';
import type { OutlineItem } from './outline.js';

/** What the classes of a snapshot can be sorted by. */
export type ClassOrder = 'retained' | 'shallow' | 'count' | 'name';

/** Which classes are shown, and in which order. */
export interface ClassArrangement {
  readonly order: ClassOrder;
  readonly reversed: boolean;
  /** Part of a class's name, in any case; empty for all. */
  readonly filter: string;
}

/** A row for each class; it opens to the objects of the class, the largest first. */
export function classItems(
  graph: HeapGraph,
  classes: readonly ClassRow[],
  { order, reversed, filter }: ClassArrangement,
): readonly OutlineItem[] {
  const wanted = filter.toLowerCase();
  const items = classes
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .map((listed) => {
      const { name, count, shallow, retained } = listed;
      const row = { kind: 'class', name, count, shallow, retained } as const;
      return { row, unfold: () => nodeItems(graph, objectsOf(graph, listed)) };
    })
    .sort(({ row: a }, { row: b }) => compare(a, b, order) || compareText(a.name, b.name));
  return reversed ? items.reverse() : items;
}

function compare(a: BrowseRow, b: BrowseRow, order: ClassOrder): number {
  return order === 'name' ? 0 : b[order] - a[order];
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function objectsOf({ classes: { ofNode } }: HeapGraph, { classIndex, count }: ClassRow): Uint32Array {
  const nodes = new Uint32Array(count);
  let filled = 0;
  for (let node = 0; node < ofNode.length; node++) if (ofNode[node] === classIndex) nodes[filled++] = node;
  return nodes;
}
