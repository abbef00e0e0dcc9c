import { Largest } from '../census/largest.js';
import type { HeapGraph } from '../graph/heap-graph.js';
import { EdgeType } from '../model/edge-type.js';
import { tableOfLargeDictionary } from '../views/large-dictionary.js';

/** The order of fewer keys may be the same by chance. */
const FEWEST_KEYS = 24;
/** Those with the most keys tell most. Node.js itself has several of hundreds, which never change. */
const MOST_DICTIONARIES = 32;
const MOST_CHARACTERS = 100;

interface Dictionary {
  /** The same for the same keys in a table of the same size. */
  readonly contents: string;
  /** In the order in which they lie in the table. */
  readonly keys: readonly string[];
}

/**
 * How alike dictionaries with the same keys lie in two heaps: the share of their keys that follow the same key in both, 0 to 1;
 * `undefined` where no dictionary of one has the keys of one in the other. V8 places keys by hashes, with a seed that each
 * process draws for itself. Measured on Node.js 20 to 26: 1 in one thread, 0.72 to 0.99 in two threads of a process, at most 0.15
 * in two processes of the same program.
 */
export function likenessOfKeyOrders(one: HeapGraph, other: HeapGraph): number | undefined {
  const orders = new Map(dictionariesOf(other).map(({ contents, keys }) => [contents, keys]));
  let pairs = 0;
  let alike = 0;
  for (const { contents, keys } of dictionariesOf(one)) {
    const there = orders.get(contents);
    if (there === undefined) continue;
    const next = new Map(there.map((key, at) => [key, there[at + 1]]));
    for (let at = 0; at + 1 < keys.length; at++) {
      pairs++;
      if (next.get(keys[at]!) === keys[at + 1]) alike++;
    }
  }
  return pairs === 0 ? undefined : alike / pairs;
}

function dictionariesOf({ snapshot }: HeapGraph): readonly Dictionary[] {
  const { nodeCount, firstEdges, edgeTypes, edgeNames, fileSizes, strings } = snapshot;
  const largest = new Largest<{ readonly node: number; readonly table: number }>(MOST_DICTIONARIES);
  for (let node = 0; node < nodeCount; node++) {
    const edges = firstEdges[node + 1]! - firstEdges[node]!;
    if (edges < FEWEST_KEYS || !largest.takes(edges)) continue;
    const table = tableOfLargeDictionary(snapshot, node, FEWEST_KEYS);
    if (table !== undefined) largest.add({ node, table }, edges);
  }
  return largest.sorted().map(({ node, table }) => {
    const keys: string[] = [];
    for (let edge = firstEdges[node]!; edge < firstEdges[node + 1]!; edge++) {
      if (edgeTypes[edge] === EdgeType.property)
        keys.push(strings.beginning(edgeNames[edge]!, MOST_CHARACTERS));
    }
    return { keys, contents: JSON.stringify([fileSizes[table], ...keys.toSorted()]) };
  });
}
