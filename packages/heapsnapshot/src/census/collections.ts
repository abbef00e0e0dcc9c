import type { HeapGraph } from '../graph/heap-graph.js';
import { EdgeType } from '../model/edge-type.js';
import { NodeType } from '../model/node-type.js';
import { type Census, censusOf, type CensusOptions, MOST_ROWS } from './census.js';
import { Largest } from './largest.js';
import { NodeGroups } from './node-groups.js';
import { retainedByGroup } from './retained-by-group.js';
import { collectionLayout, namesLayout, numbersLayout } from './table-layout.js';

export type CollectionKind = 'Map' | 'Set' | 'WeakMap' | 'WeakSet' | 'Array' | 'dictionary';

/** Collections of one kind that have owners of one name. */
export interface CollectionGroup {
  /** Who holds them: `Registry.sessions`, `cache in load()`. Hostile text. */
  readonly owner: string;
  readonly kind: CollectionKind;
  readonly collections: number;
  /**
   * Entries that can be seen. Those of which key and value are small integers or constants leave no trace in a snapshot; an
   * array counts up to its last element that is no such thing.
   */
  readonly entries: number;
  /** Entries that there is room for. */
  readonly capacity: number;
  /** Bytes of the tables. */
  readonly bytes: number;
  /** Bytes of room that is not used, of collections that show entries. */
  readonly wasted: number;
  /** Bytes that would go with them. */
  readonly retained: number;
  /** Collections that have room for more than a few entries and show none: they hold numbers, or nothing. */
  readonly unseen: number;
  readonly largest: { readonly id: number; readonly entries: number; readonly retained: number };
}

export interface CollectionCensus {
  /** Ordered by what they retain. */
  readonly groups: readonly CollectionGroup[];
  readonly collections: number;
  readonly bytes: number;
  readonly wasted: number;
}

/** One collection, measured. */
interface Measure {
  readonly kind: CollectionKind;
  readonly table: number;
  readonly entries: number;
  readonly capacity: number;
}

type Sums = { -readonly [Key in keyof CollectionGroup]: CollectionGroup[Key] };

/** Words of 8 bytes behind a map and a length. */
const HEADER = 16;
const WORD = 8;
/** V8 gives a new Map or Set room for four. */
const SMALL = 4;

/**
 * Maps, Sets, WeakMaps, WeakSets, arrays, and objects that V8 keeps as dictionaries (those with many or deleted properties, or
 * with numbers for names), by owner: how full they are and what they hold.
 */
export function listCollections(graph: HeapGraph, options: CensusOptions = {}): CollectionCensus {
  const census = censusOf(graph);
  const { snapshot } = graph;
  const groups = new NodeGroups(snapshot.nodeCount);
  const sums: Sums[] = [];
  const total = { collections: 0, bytes: 0, wasted: 0 };
  for (let node = 0; node < snapshot.nodeCount; node++) {
    if (snapshot.nodeTypes[node] !== NodeType.object) continue;
    const measure = measureCollection(census, node);
    if (measure === undefined) continue;
    const { kind, entries, capacity, table } = measure;
    const owner = census.owners.ownerOf(node);
    // Every class has one; it holds methods.
    if (kind === 'dictionary' && owner.endsWith('.prototype')) continue;
    const bytes = snapshot.fileSizes[table]!;
    const wasted = entries === 0 ? 0 : Math.floor((bytes * (capacity - entries)) / Math.max(1, capacity));
    total.collections++;
    total.bytes += bytes;
    total.wasted += wasted;
    const sum = (sums[groups.add(node, `${kind} ${owner}`)] ??= newSums(owner, kind));
    sum.collections++;
    sum.entries += entries;
    sum.capacity += capacity;
    sum.bytes += bytes;
    sum.wasted += wasted;
    if (entries === 0 && capacity > SMALL) sum.unseen++;
    const retained = graph.retainedSizes[node]!;
    if (retained > sum.largest.retained) sum.largest = { id: snapshot.nodeIds[node]!, entries, retained };
  }
  const retained = retainedByGroup(graph, groups.ofNode, groups.count);
  const largest = new Largest<CollectionGroup>(options.most ?? MOST_ROWS);
  sums.forEach((sum, group) => largest.add({ ...sum, retained: retained[group]! }, retained[group]!));
  return { groups: largest.sorted(), ...total };
}

function newSums(owner: string, kind: CollectionKind): Sums {
  return {
    owner,
    kind,
    collections: 0,
    entries: 0,
    capacity: 0,
    bytes: 0,
    wasted: 0,
    retained: 0,
    unseen: 0,
    largest: { id: 0, entries: 0, retained: -1 },
  };
}

/** What the node holds, if it is a collection that has a table of its own. */
function measureCollection(census: Census, node: number): Measure | undefined {
  const { snapshot } = census.graph;
  const { firstEdges, edgeTypes, edgeNames, edgeTargets, nodeTypes } = snapshot;
  const { finder } = census;
  const names = {
    table: finder.nameIndex('table'),
    elements: finder.nameIndex('elements'),
    properties: finder.nameIndex('properties'),
  };
  let elements: number | undefined;
  let properties: number | undefined;
  for (let edge = firstEdges[node]!; edge < firstEdges[node + 1]!; edge++) {
    if (edgeTypes[edge] !== EdgeType.internal) continue;
    const target = edgeTargets[edge]!;
    if (nodeTypes[target] !== NodeType.array) continue;
    if (edgeNames[edge] === names.table) return measureTable(census, node, target);
    if (edgeNames[edge] === names.elements) elements = target;
    else if (edgeNames[edge] === names.properties) properties = target;
  }
  if (elements !== undefined) {
    // What is on the heap of a small typed array is no list of values.
    if (finder.internal(node, 'buffer') !== undefined) return undefined;
    return measureElements(census, node, elements);
  }
  return properties === undefined ? undefined : measureProperties(census, properties);
}

function measureTable(census: Census, node: number, table: number): Measure | undefined {
  const layout = collectionLayout(census.graph.snapshot.fileSizes[table]!);
  if (layout === undefined) return undefined;
  const weak = census.finder.isNamed(node, 'WeakSet') ? 'WeakSet' : 'WeakMap';
  const kind = layout.kind === 'Map' || layout.kind === 'Set' ? layout.kind : weak;
  return { kind, table, entries: census.entries.count(table, layout), capacity: layout.capacity };
}

function measureProperties(census: Census, table: number): Measure | undefined {
  const layout = namesLayout(census.graph.snapshot.fileSizes[table]!);
  if (layout === undefined) return undefined;
  const entries = census.entries.count(table, layout);
  return { kind: 'dictionary', table, entries, capacity: layout.capacity };
}

function measureElements(census: Census, node: number, table: number): Measure | undefined {
  const { snapshot } = census.graph;
  const { firstEdges, edgeTypes, edgeNames } = snapshot;
  let elements = 0;
  let last = -1;
  for (let edge = firstEdges[node]!; edge < firstEdges[node + 1]!; edge++) {
    if (edgeTypes[edge] !== EdgeType.element) continue;
    elements++;
    last = Math.max(last, edgeNames[edge]!);
  }
  const bytes = snapshot.fileSizes[table]!;
  const capacity = Math.max(0, Math.floor((bytes - HEADER) / WORD));
  if (capacity === 0) return undefined;
  const kind = isArray(census, node) ? 'Array' : 'dictionary';
  if (last < capacity) return { kind, table, entries: last + 1, capacity };
  // Numbers beyond the table's end: it is kept by number.
  const sparse = numbersLayout(bytes);
  return { kind, table, entries: elements, capacity: Math.max(elements, sparse?.capacity ?? 0) };
}

/** Subclasses of Array are arrays as well, though not by name: V8 gives them elements of their own all the same. */
function isArray({ graph, finder }: Census, node: number): boolean {
  const { snapshot } = graph;
  if (finder.isNamed(node, 'Array')) return true;
  return !finder.isNamed(node, 'Object') && snapshot.nodeTypes[node] === NodeType.object;
}
