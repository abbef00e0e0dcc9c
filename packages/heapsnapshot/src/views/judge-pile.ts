import type { HeapGraph } from '../graph/heap-graph.js';
import { NodeType } from '../model/node-type.js';
import { EdgeType } from '../model/edge-type.js';
import { ClassKind, kindsOfClasses } from './class-kind.js';
import { followInternal } from './follow-internal.js';
import type { PiledUp } from './piled-up.js';

const MiB = 2 ** 20;
/** Eclipse MAT's share of the heap. */
const SUSPECT_SHARE = 0.1;
const SUSPECT_BYTES = MiB;
/** Of less, so many like things are a pile too. */
const SUSPECT_COUNT = 4_000;
const SUSPECT_BYTES_OF_MANY = MiB / 2;
/** So few are large things, not a pile. */
const FEW = 3;
/** So few are what a program may well have from its start: catalogues, workers. */
const FEW_OF_PROGRAM = 8;
/** As many buffers may be a pool. */
const FEW_BUFFERS = 100;
/** What may be there from the start is suspected where it holds so much of the heap; buffers are large by nature. */
const SUSPECT_SHARE_OF_FIXED = 0.5;
const SUSPECT_SHARE_OF_BUFFERS = 0.8;

const BUFFER = /^(?:(?:Fast|Array|SharedArray)?Buffer|DataView|\w+\d+(?:Clamped)?Array)$/;
const HEADER = 16;
const WORD = 8;

/** Whether so much is worth suspicion in this heap. */
export function isPile(graph: HeapGraph, { size, count }: { size: number; count: number }): boolean {
  const isMuch = size >= SUSPECT_BYTES || (size >= SUSPECT_BYTES_OF_MANY && count >= SUSPECT_COUNT);
  return isMuch && count > FEW && size >= SUSPECT_SHARE * graph.retainedSizes[0]!;
}

/** Whether what piles up in a holder, so many bytes, is worth suspicion by what one snapshot tells. */
export function isSuspicious(
  graph: HeapGraph,
  { nodes, classIndex, isCollection }: PiledUp,
  { holder, size }: { readonly holder: number; readonly size: number },
): boolean {
  // A collection is one thing, but of as many as fill it.
  if (isCollection)
    return kindsOfClasses(graph)[classIndex] === ClassKind.wrapper && isPile(graph, { size, count: FEW + 1 });
  if (!isPile(graph, { size, count: nodes.length })) return false;
  const areBuffers = BUFFER.test(graph.classes.names[classIndex]!);
  const isMadeAtOnce = isFullArray(graph, holder);
  if (areBuffers && isMadeAtOnce) return false;
  const areFew = nodes.length < (areBuffers ? FEW_BUFFERS : FEW_OF_PROGRAM);
  if (!areFew && !isMadeAtOnce) return true;
  const share = areBuffers ? SUSPECT_SHARE_OF_BUFFERS : SUSPECT_SHARE_OF_FIXED;
  return size >= share * graph.retainedSizes[0]!;
}

/** Whether it is an array without room for more, as those are that were made in one go; one that grew has some nearly always. */
function isFullArray({ snapshot, classes }: HeapGraph, node: number): boolean {
  if (classes.names[classes.ofNode[node]!] !== 'Array') return false;
  const elements = followInternal(snapshot, node, 'elements');
  if (elements === undefined || snapshot.nodeTypes[elements] !== NodeType.array) return false;
  let count = 0;
  for (let edge = snapshot.firstEdges[node]!; edge < snapshot.firstEdges[node + 1]!; edge++)
    if (snapshot.edgeTypes[edge] === EdgeType.element) count++;
  return count > 0 && snapshot.fileSizes[elements] === HEADER + WORD * count;
}
