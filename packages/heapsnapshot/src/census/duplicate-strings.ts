import type { HeapGraph } from '../graph/heap-graph.js';
import type { HeapSnapshot } from '../model/heap-snapshot.js';
import { NodeType } from '../model/node-type.js';
import { type Census, censusOf, type CensusOptions, MOST_ROWS } from './census.js';
import { Largest } from './largest.js';

/** Strings of one content. */
export interface DuplicateString {
  /** The content, up to 1,024 characters of it: data of the program, and hostile. Reports show it only when asked to. */
  readonly text: string;
  /** Whether there is more than `text` has. */
  readonly isCut: boolean;
  readonly copies: number;
  /** Bytes of all copies. */
  readonly bytes: number;
  /** Bytes of all copies but one. */
  readonly wasted: number;
  /** Id of the newest of them. */
  readonly id: number;
  /** Who holds that one. */
  readonly owner: string;
}

export interface DuplicateCensus {
  /** Ordered by wasted bytes. */
  readonly strings: readonly DuplicateString[];
  /** Contents that are there more than once. */
  readonly contents: number;
  readonly copies: number;
  readonly wasted: number;
}

interface Copies {
  readonly node: number;
  readonly copies: number;
  readonly bytes: number;
  readonly wasted: number;
}

/** V8 writes no more of a string. */
const MOST_CHARACTERS = 1024;

/**
 * Strings of the same content that are held more than once. Left out are strings without a size of their own, and those that
 * are put together or cut from others, whose contents are not in the file. Of strings that the file has cut short, only those
 * of one size count as the same.
 */
export function listDuplicateStrings(graph: HeapGraph, options: CensusOptions = {}): DuplicateCensus {
  const census = censusOf(graph);
  const { snapshot } = graph;
  const largest = new Largest<Copies>(options.most ?? MOST_ROWS);
  const total = { contents: 0, copies: 0, wasted: 0 };
  const add = (copies: Copies): void => {
    total.contents++;
    total.copies += copies.copies;
    total.wasted += copies.wasted;
    largest.add(copies, copies.wasted);
  };
  forEachContent(snapshot, (nodes) => {
    if (!isCut(snapshot, nodes[0]!)) {
      add(sumUp(snapshot, nodes));
      return;
    }
    for (const same of bySize(snapshot, nodes)) if (same.length > 1) add(sumUp(snapshot, same));
  });
  return { strings: largest.sorted().map((copies) => describe(census, copies)), ...total };
}

/** Visits the strings of each content that has more than one. */
function forEachContent(snapshot: HeapSnapshot, visit: (nodes: Uint32Array) => void): void {
  const { nodeCount, nodeNames, strings } = snapshot;
  // A counting sort of the strings by content.
  const ends = new Uint32Array(strings.count + 1);
  for (let node = 0; node < nodeCount; node++) if (isWhole(snapshot, node)) ends[nodeNames[node]! + 1]!++;
  for (let name = 0; name < strings.count; name++) ends[name + 1]! += ends[name]!;
  const sorted = new Uint32Array(ends[strings.count]!);
  for (let node = nodeCount - 1; node >= 0; node--) {
    // Filled from behind: afterwards `ends[name + 1]` is where the content begins.
    if (isWhole(snapshot, node)) sorted[--ends[nodeNames[node]! + 1]!] = node;
  }
  for (let name = 0; name < strings.count; name++) {
    const from = ends[name + 1]!;
    const to = name + 2 <= strings.count ? ends[name + 2]! : sorted.length;
    if (to - from > 1) visit(sorted.subarray(from, to));
  }
}

function isWhole(snapshot: HeapSnapshot, node: number): boolean {
  return (
    snapshot.nodeTypes[node] === NodeType.string &&
    snapshot.fileSizes[node]! > 0 &&
    snapshot.nodeNames[node]! < snapshot.strings.count
  );
}

/** Whether the file may have less than the whole text. */
function isCut({ strings, nodeNames, fileSizes }: HeapSnapshot, node: number): boolean {
  // A string of as many bytes has a header as well.
  if (fileSizes[node]! <= MOST_CHARACTERS) return false;
  return strings.beginning(nodeNames[node]!, MOST_CHARACTERS).length >= MOST_CHARACTERS;
}

function bySize({ fileSizes }: HeapSnapshot, nodes: Uint32Array): Iterable<number[]> {
  const bySize = new Map<number, number[]>();
  for (const node of nodes) {
    const same = bySize.get(fileSizes[node]!);
    if (same === undefined) bySize.set(fileSizes[node]!, [node]);
    else same.push(node);
  }
  return bySize.values();
}

function sumUp({ fileSizes }: HeapSnapshot, nodes: Uint32Array | readonly number[]): Copies {
  let bytes = 0;
  for (const node of nodes) bytes += fileSizes[node]!;
  // The newest: the oldest copies are often those of Node.js itself.
  const node = nodes[nodes.length - 1]!;
  return { node, copies: nodes.length, bytes, wasted: bytes - fileSizes[node]! };
}

function describe({ graph, owners }: Census, { node, ...counts }: Copies): DuplicateString {
  const { snapshot } = graph;
  const text = snapshot.strings.beginning(snapshot.nodeNames[node]!, MOST_CHARACTERS);
  return {
    text,
    isCut: isCut(snapshot, node),
    ...counts,
    id: snapshot.nodeIds[node]!,
    owner: owners.ownerOf(node),
  };
}
