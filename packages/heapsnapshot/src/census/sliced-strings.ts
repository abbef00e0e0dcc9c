import type { HeapGraph } from '../graph/heap-graph.js';
import { EdgeType } from '../model/edge-type.js';
import { NodeType } from '../model/node-type.js';
import { type Census, censusOf, type CensusOptions, MOST_ROWS } from './census.js';
import { Largest } from './largest.js';

/** Slices that owners of one name hold, and the strings that live on for them. */
export interface SliceOwner {
  /** Who holds the slices. Hostile text. */
  readonly owner: string;
  readonly slices: number;
  /** Strings that nothing but slices keeps. */
  readonly parents: number;
  /** Bytes of those. */
  readonly parentBytes: number;
  readonly largest: { readonly id: number; readonly bytes: number; readonly slices: number };
}

export interface SliceCensus {
  /** Ordered by the bytes of the parents. A parent whose slices have different owners counts for the first. */
  readonly owners: readonly SliceOwner[];
  readonly slices: number;
  /** Strings that slices were cut from. */
  readonly parents: number;
  /** Those that nothing but slices keeps, and their bytes. */
  readonly pinned: { readonly parents: number; readonly bytes: number };
}

type Sums = { -readonly [Key in keyof SliceOwner]: SliceOwner[Key] };

/** Retainers of a parent that are looked at. */
const MOST_RETAINERS = 4096;

/**
 * Sliced strings: V8 does not copy a part of 13 characters or more, but keeps the whole string for it. A snapshot does not have
 * the lengths of the slices, only the sizes of what they pin.
 */
export function listSlicedStrings(graph: HeapGraph, options: CensusOptions = {}): SliceCensus {
  const census = censusOf(graph);
  const { snapshot } = graph;
  const { counts, firsts } = countSlices(census);
  const owners = new Map<string, Sums>();
  const pinned = { parents: 0, bytes: 0 };
  let slices = 0;
  let parents = 0;
  for (let parent = 0; parent < snapshot.nodeCount; parent++) {
    const count = counts[parent]!;
    if (count === 0) continue;
    parents++;
    slices += count;
    const isPinned = onlySlicesKeep(census, parent);
    const bytes = isPinned ? snapshot.fileSizes[parent]! : 0;
    const owner = census.owners.ownerOf(firsts[parent]!);
    const sum = sumsOf(owners, owner);
    sum.slices += count;
    if (!isPinned) continue;
    pinned.parents++;
    pinned.bytes += bytes;
    sum.parents++;
    sum.parentBytes += bytes;
    if (bytes > sum.largest.bytes) sum.largest = { id: snapshot.nodeIds[parent]!, bytes, slices: count };
  }
  const largest = new Largest<SliceOwner>(options.most ?? MOST_ROWS);
  for (const sum of owners.values()) largest.add(sum, sum.parentBytes);
  return { owners: largest.sorted(), slices, parents, pinned };
}

function sumsOf(owners: Map<string, Sums>, owner: string): Sums {
  const known = owners.get(owner);
  if (known !== undefined) return known;
  const sums = { owner, slices: 0, parents: 0, parentBytes: 0, largest: { id: 0, bytes: 0, slices: 0 } };
  owners.set(owner, sums);
  return sums;
}

/** By node: how many slices were cut from it, and the first of them. */
function countSlices({ graph, finder }: Census): {
  readonly counts: Uint32Array;
  readonly firsts: Uint32Array;
} {
  const { nodeCount, nodeTypes } = graph.snapshot;
  const counts = new Uint32Array(nodeCount);
  const firsts = new Uint32Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) {
    if (nodeTypes[node] !== NodeType.slicedString) continue;
    const parent = finder.internal(node, 'parent');
    if (parent === undefined) continue;
    if (counts[parent]!++ === 0) firsts[parent] = node;
  }
  return { counts, firsts };
}

function onlySlicesKeep({ graph }: Census, parent: number): boolean {
  const { retainers, snapshot } = graph;
  const end = Math.min(retainers.first[parent + 1]!, retainers.first[parent]! + MOST_RETAINERS);
  for (let at = retainers.first[parent]!; at < end; at++) {
    const edge = retainers.edges[at]!;
    if (snapshot.edgeTypes[edge] === EdgeType.weak) continue;
    if (snapshot.nodeTypes[graph.sourceOf(edge)] !== NodeType.slicedString) return false;
  }
  return true;
}
