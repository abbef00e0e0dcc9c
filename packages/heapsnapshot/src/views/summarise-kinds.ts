import type { HeapGraph } from '../graph/heap-graph.js';
import { EdgeType } from '../model/edge-type.js';
import { NodeType } from '../model/node-type.js';
import { slotIndex } from './slot-index.js';

/** Bytes of a heap by what they are. The parts make up the total; `arrayBuffers` is a part of `native`. */
export interface KindSummary {
  /** Everything, native memory that no node stands for included. */
  readonly total: number;
  readonly code: number;
  readonly strings: number;
  /** `Array`s with their elements, where nothing else has them. */
  readonly jsArrays: number;
  /** Memory of ArrayBuffers, Buffers and typed arrays. */
  readonly arrayBuffers: number;
  readonly native: number;
  /** V8's own tables, shapes and contexts. */
  readonly system: number;
  /** Objects, closures and whatever else there is. */
  readonly rest: number;
}

/** Bytes by kind, by the rules of Chrome DevTools' statistics (`calculateStatistics` in its `HeapSnapshot.ts`). */
export function summariseKinds(graph: HeapGraph): KindSummary {
  const { snapshot, selfSizes, retainedSizes } = graph;
  const array = slotIndex(snapshot, 'Array');
  const bufferData = slotIndex(snapshot, 'system / JSArrayBufferData');
  const elements = slotIndex(snapshot, 'elements');
  let code = 0;
  let strings = 0;
  let jsArrays = 0;
  let arrayBuffers = 0;
  let native = snapshot.extraNativeBytes;
  let system = 0;
  for (let node = 0; node < snapshot.nodeCount; node++) {
    const size = selfSizes[node]!;
    switch (snapshot.nodeTypes[node]) {
      case NodeType.hidden:
        system += size;
        break;
      case NodeType.native:
        native += size;
        if (snapshot.nodeNames[node] === bufferData) arrayBuffers += size;
        break;
      case NodeType.code:
        code += size;
        break;
      case NodeType.string:
      case NodeType.concatenatedString:
      case NodeType.slicedString:
        strings += size;
        break;
      default:
        if (snapshot.nodeNames[node] === array) jsArrays += size + ownElementsSize(graph, node, elements);
    }
  }
  const total = retainedSizes[0]! + snapshot.extraNativeBytes;
  const rest = total - code - strings - jsArrays - native - system;
  return { total, code, strings, jsArrays, arrayBuffers, native, system, rest };
}

function ownElementsSize(graph: HeapGraph, node: number, elements: number | undefined): number {
  const { snapshot, retainers } = graph;
  for (let edge = snapshot.firstEdges[node]!; edge < snapshot.firstEdges[node + 1]!; edge++) {
    if (snapshot.edgeTypes[edge] !== EdgeType.internal || snapshot.edgeNames[edge] !== elements) continue;
    const target = snapshot.edgeTargets[edge]!;
    const retainerCount = retainers.first[target + 1]! - retainers.first[target]!;
    return retainerCount === 1 ? graph.selfSizes[target]! : 0;
  }
  return 0;
}
