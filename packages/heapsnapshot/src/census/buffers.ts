import type { HeapGraph } from '../graph/heap-graph.js';
import { EdgeType } from '../model/edge-type.js';
import { NodeType } from '../model/node-type.js';
import { type Census, censusOf, type CensusOptions, MOST_ROWS } from './census.js';
import { Largest } from './largest.js';

/** Memory of ArrayBuffers that owners of one name hold. */
export interface BufferOwner {
  /** Who holds the Buffers, typed arrays or DataViews of it, or the ArrayBuffer if it has none. Hostile text. */
  readonly owner: string;
  readonly arrayBuffers: number;
  /** Buffers, typed arrays and DataViews onto them. */
  readonly views: number;
  /** Bytes outside of V8's heap. */
  readonly bytes: number;
  /** How many of the ArrayBuffers are slabs of Node's pool. */
  readonly slabs: number;
  readonly largest: { readonly id: number; readonly bytes: number };
}

/** A slab of Node's Buffer pool, which lives for as long as any Buffer in it. */
export interface BufferSlab {
  readonly id: number;
  readonly bytes: number;
  /** Buffers that still live in it. A snapshot does not have their lengths. */
  readonly views: number;
  readonly owner: string;
}

export interface BufferCensus {
  /** Ordered by bytes. An ArrayBuffer whose views have different owners counts for the first. */
  readonly owners: readonly BufferOwner[];
  readonly arrayBuffers: number;
  readonly bytes: number;
  readonly views: number;
  readonly slabs: {
    readonly count: number;
    readonly bytes: number;
    readonly views: number;
    /** Slabs that only one Buffer keeps. */
    readonly heldByOne: number;
    /** Those of the most bytes per Buffer. */
    readonly loneliest: readonly BufferSlab[];
  };
  /** ArrayBuffers without memory: detached by a transfer, or empty. */
  readonly withoutMemory: { readonly arrayBuffers: number; readonly views: number };
}

type Sums = { -readonly [Key in keyof BufferOwner]: BufferOwner[Key] };

/** `Buffer.poolSize` is 8 KiB, and 64 KiB in newer versions, which may come with the room that aligning it takes. */
const SLAB_SIZES = [8 * 1024, 64 * 1024];
const MOST_ALIGNING = 64;
const MOST_SLABS = 10;

/**
 * ArrayBuffers and SharedArrayBuffers with memory of their own, by who holds what looks into them. Small typed arrays, whose
 * bytes are on V8's heap, are not among them.
 */
export function listBuffers(graph: HeapGraph, options: CensusOptions = {}): BufferCensus {
  const census = censusOf(graph);
  const { snapshot } = graph;
  const isCounted = new Uint8Array(snapshot.nodeCount);
  const owners = new Map<string, Sums>();
  const lonely = new Largest<BufferSlab>(MOST_SLABS);
  const total = { arrayBuffers: 0, bytes: 0, views: 0 };
  const slabs = { count: 0, bytes: 0, views: 0, heldByOne: 0 };
  const withoutMemory = { arrayBuffers: 0, views: 0 };
  for (let node = 0; node < snapshot.nodeCount; node++) {
    if (snapshot.nodeTypes[node] !== NodeType.object) continue;
    const memory = census.finder.internal(node, 'backing_store');
    if (memory === undefined) {
      countWithoutMemory(census, node, withoutMemory);
      continue;
    }
    const views = viewsOf(census, node);
    // A SharedArrayBuffer may be there more than once.
    const bytes = isCounted[memory] === 1 ? 0 : snapshot.fileSizes[memory]!;
    isCounted[memory] = 1;
    const owner = census.owners.ownerOf(views[0] ?? node);
    const id = snapshot.nodeIds[node]!;
    const isSlab = isPoolSlab(census, node, bytes);
    total.arrayBuffers++;
    total.bytes += bytes;
    total.views += views.length;
    if (isSlab) {
      slabs.count++;
      slabs.bytes += bytes;
      slabs.views += views.length;
      if (views.length === 1) slabs.heldByOne++;
      lonely.add({ id, bytes, views: views.length, owner }, bytes / Math.max(1, views.length));
    }
    const sum = sumsOf(owners, owner);
    sum.arrayBuffers++;
    sum.views += views.length;
    sum.bytes += bytes;
    if (isSlab) sum.slabs++;
    if (bytes > sum.largest.bytes) sum.largest = { id, bytes };
  }
  const largest = new Largest<BufferOwner>(options.most ?? MOST_ROWS);
  for (const sum of owners.values()) largest.add(sum, sum.bytes);
  return {
    owners: largest.sorted(),
    ...total,
    slabs: { ...slabs, loneliest: lonely.sorted() },
    withoutMemory,
  };
}

function sumsOf(owners: Map<string, Sums>, owner: string): Sums {
  const known = owners.get(owner);
  if (known !== undefined) return known;
  const sums = { owner, arrayBuffers: 0, views: 0, bytes: 0, slabs: 0, largest: { id: 0, bytes: -1 } };
  owners.set(owner, sums);
  return sums;
}

function countWithoutMemory(
  census: Census,
  node: number,
  count: { arrayBuffers: number; views: number },
): void {
  if (!census.finder.isNamed(node, 'ArrayBuffer')) return;
  // What is no instance: the prototype, which has a constructor.
  if (census.finder.property(node, 'constructor') !== undefined) return;
  const views = viewsOf(census, node);
  if (views.some((view) => hasElementsOnHeap(census, view))) return;
  count.arrayBuffers++;
  count.views += views.length;
}

function hasElementsOnHeap({ finder }: Census, view: number): boolean {
  return finder.internal(view, 'elements') !== undefined;
}

/** Buffers, typed arrays and DataViews of an ArrayBuffer. */
function viewsOf({ graph, finder }: Census, buffer: number): number[] {
  const { retainers, snapshot } = graph;
  const name = finder.nameIndex('buffer');
  const views: number[] = [];
  for (let at = retainers.first[buffer]!; at < retainers.first[buffer + 1]!; at++) {
    const edge = retainers.edges[at]!;
    if (snapshot.edgeTypes[edge] === EdgeType.internal && snapshot.edgeNames[edge] === name) {
      views.push(graph.sourceOf(edge));
    }
  }
  return views;
}

/** Node marks the pool's ArrayBuffers as not to be transferred, which is a property that others of their size do not have. */
function isPoolSlab({ graph, finder }: Census, node: number, bytes: number): boolean {
  if (!SLAB_SIZES.some((size) => bytes >= size && bytes <= size + MOST_ALIGNING)) return false;
  const { firstEdges, edgeTargets, nodeTypes } = graph.snapshot;
  for (let edge = firstEdges[node]!; edge < firstEdges[node + 1]!; edge++) {
    const target = edgeTargets[edge]!;
    if (nodeTypes[target] === NodeType.hidden && finder.isNamed(target, 'system / PropertyArray'))
      return true;
  }
  return false;
}
