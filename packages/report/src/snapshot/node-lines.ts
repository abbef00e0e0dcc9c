import { type HeapGraph, NODE_TYPE_NAMES } from '@heaptide/heapsnapshot';
import { AsciiWriter } from './ascii-writer.js';

/** Type and class of a node, which many nodes share: written once, as they stand in the line. */
type Middles = Map<number, Uint8Array>;

const ID = utf8('{"id":');
const RETAINED = utf8(',"retainedSize":');
const DISTANCE = utf8(',"distance":');
const DOMINATOR = utf8(',"dominatorId":');
const END = utf8('}\n');
/** Bytes of a line beside its class: five numbers of at most 17 digits, and the words. */
const REST_OF_LINE = 256;

/**
 * All nodes in the order of the file, one line each: `{id, type, class, selfSize, retainedSize, distance, dominatorId}`, sizes in
 * bytes, as chunks of about a mebibyte. The root's dominator is the root. Chunks are the reader's to keep.
 */
export function* nodeLines(graph: HeapGraph, chunkBytes = 1 << 20): Generator<Uint8Array> {
  const { snapshot, classes, selfSizes, retainedSizes, distances, dominators } = graph;
  const { nodeCount, nodeIds, nodeTypes } = snapshot;
  const { ofNode } = classes;
  const middles: Middles = new Map();
  let out = new AsciiWriter(chunkBytes);
  for (let node = 0; node < nodeCount; node++) {
    const type = nodeTypes[node]!;
    const middle = middleOf(middles, graph, ofNode[node]! * NODE_TYPE_NAMES.length + type);
    if (out.room < middle.length + REST_OF_LINE) {
      yield out.written();
      out = new AsciiWriter(Math.max(chunkBytes, middle.length + REST_OF_LINE));
    }
    out.bytes(ID);
    out.integer(nodeIds[node]!);
    out.bytes(middle);
    out.integer(selfSizes[node]!);
    out.bytes(RETAINED);
    out.integer(retainedSizes[node]!);
    out.bytes(DISTANCE);
    out.integer(distances[node]!);
    out.bytes(DOMINATOR);
    out.integer(nodeIds[dominators[node]!]!);
    out.bytes(END);
  }
  yield out.written();
}

function middleOf(middles: Middles, { classes }: HeapGraph, key: number): Uint8Array {
  const known = middles.get(key);
  if (known !== undefined) return known;
  const types = NODE_TYPE_NAMES.length;
  const type = JSON.stringify(NODE_TYPE_NAMES[key % types]);
  const name = JSON.stringify(classes.names[Math.floor(key / types)]);
  const middle = utf8(`,"type":${type},"class":${name},"selfSize":`);
  middles.set(key, middle);
  return middle;
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
