import type { HeapGraph } from '../graph/heap-graph.js';
import { EdgeType } from '../model/edge-type.js';
import type { HeapSnapshot } from '../model/heap-snapshot.js';
import { NodeType } from '../model/node-type.js';
import { tableOfLargeDictionary } from './large-dictionary.js';
import { isNameOfCode } from './name-of-code.js';
import { isGlobalObject } from './open-ground.js';

/** An object with fewer properties is a record. */
const FEWEST_KEYS = 13;

const words = new WeakMap<HeapSnapshot, Uint8Array>();

/**
 * Whether an edge is a property whose name the program made up while it ran. That is one that code would not have, and any of a
 * dictionary of more than 12 that stands nowhere else on the heap: on no object of another kind, and as no name of a variable,
 * a function or a class.
 */
export function isDataKey(graph: HeapGraph, edge: number): boolean {
  const { snapshot } = graph;
  if (snapshot.edgeTypes[edge] !== EdgeType.property) return false;
  const name = snapshot.edgeNames[edge]!;
  if (!isNameOfCode(snapshot.strings.beginning(name, 100))) return true;
  const object = graph.sourceOf(edge);
  // Properties of the global object are variables.
  if (isGlobalObject(graph, object)) return false;
  return tableOfLargeDictionary(snapshot, object, FEWEST_KEYS) !== undefined && wordsOf(snapshot)[name] === 0;
}

/** By string: 1 for what is a name anywhere but in dictionaries. Made when it is first asked for, and kept. */
function wordsOf(snapshot: HeapSnapshot): Uint8Array {
  let known = words.get(snapshot);
  if (known === undefined) words.set(snapshot, (known = findWords(snapshot)));
  return known;
}

function findWords(snapshot: HeapSnapshot): Uint8Array {
  const { nodeCount, nodeTypes, nodeNames, firstEdges, edgeTypes, edgeNames, strings } = snapshot;
  const isWord = new Uint8Array(strings.count);
  for (let node = 0; node < nodeCount; node++) {
    if (isNamed(nodeTypes[node]!)) isWord[nodeNames[node]!] = 1;
    const areKeys = tableOfLargeDictionary(snapshot, node, FEWEST_KEYS) !== undefined;
    for (let edge = firstEdges[node]!, end = firstEdges[node + 1]!; edge < end; edge++) {
      const type = edgeTypes[edge];
      if (type === EdgeType.element || type === EdgeType.hidden) continue;
      if (!areKeys || type !== EdgeType.property) isWord[edgeNames[edge]!] = 1;
    }
  }
  return isWord;
}

/** Names of strings, regular expressions and numbers are what they hold. */
function isNamed(type: number): boolean {
  return type === NodeType.object || type === NodeType.closure || type === NodeType.code;
}
