import { EdgeType, type HeapGraph } from '@heaptide/heapsnapshot';
import type { HeapLeak } from './leak-programs.js';

/** What a heap snapshot has of a leak. */
export interface FoundLeak {
  /** Share of all bytes that the holder retains. */
  readonly share: number;
  /** How many nodes of each leaked class the holder dominates, in the order of the classes. */
  readonly counts: readonly number[];
}

/** Looks for the holder of a leak, of which there must be one, and for what it alone keeps. */
export function findLeak(graph: HeapGraph, { holder, leakedClasses, path }: HeapLeak): FoundLeak {
  const [node, another] = nodesOf(graph, holder);
  if (node === undefined || another !== undefined)
    throw new Error(`${node === undefined ? 'no' : 'another'} holder: ${JSON.stringify(holder)}`);
  if (!isReachedBy(graph, node, path)) throw new Error(`no such way to it: ${path.join('.')}`);
  return {
    share: graph.retainedSizes[node]! / graph.retainedSizes[0]!,
    counts: leakedClasses.map((name) => countDominated(graph, node, name)),
  };
}

const className = ({ classes }: HeapGraph, node: number) => classes.names[classes.ofNode[node]!]!;

function nodesOf(graph: HeapGraph, { class: name, owner, field }: HeapLeak['holder']): Set<number> {
  const { edgeCount, edgeTypes, edgeNames, edgeTargets, strings } = graph.snapshot;
  const found = new Set<number>();
  for (let edge = 0; edge < edgeCount; edge++) {
    if (className(graph, edgeTargets[edge]!) !== name) continue;
    const type = edgeTypes[edge]!;
    if (field !== undefined) {
      if (type === EdgeType.element || type === EdgeType.hidden || type === EdgeType.weak) continue;
      if (strings.text(edgeNames[edge]!) !== field) continue;
      if (owner === undefined ? type !== EdgeType.context : !isOwner(graph, graph.sourceOf(edge), owner))
        continue;
    }
    // The list of the timers of one length has no field that tells it from the others.
    if (field === undefined && graph.retainedSizes[edgeTargets[edge]!]! * 20 < graph.retainedSizes[0]!)
      continue;
    found.add(edgeTargets[edge]!);
  }
  return found;
}

/** Whether edges of these names, one after the other, end at the node. */
function isReachedBy(graph: HeapGraph, node: number, path: readonly string[]): boolean {
  const { retainers, snapshot } = graph;
  let ends = new Set([node]);
  for (const name of path.toReversed()) {
    const starts = new Set<number>();
    for (const end of ends) {
      for (const edge of retainers.edges.subarray(retainers.first[end], retainers.first[end + 1])) {
        const type = snapshot.edgeTypes[edge]!;
        if (type !== EdgeType.property && type !== EdgeType.context) continue;
        if (snapshot.strings.text(snapshot.edgeNames[edge]!) === name) starts.add(graph.sourceOf(edge));
      }
    }
    ends = starts;
  }
  return ends.size > 0;
}

/** A static field belongs to the class itself, which is a function of that name. */
function isOwner(graph: HeapGraph, node: number, owner: string): boolean {
  const { strings, nodeNames } = graph.snapshot;
  const name = className(graph, node);
  return name === owner || (name === 'Function' && strings.text(nodeNames[node]!) === owner);
}

function countDominated(graph: HeapGraph, holder: number, name: string): number {
  const { first, children } = graph.dominatorTree;
  const pending = [holder];
  let count = 0;
  for (let node; (node = pending.pop()) !== undefined;) {
    for (const child of children.subarray(first[node], first[node + 1])) {
      if (className(graph, child) === name) count++;
      pending.push(child);
    }
  }
  return count;
}
