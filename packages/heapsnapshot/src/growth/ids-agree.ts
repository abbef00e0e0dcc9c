import type { HeapGraph } from '../graph/heap-graph.js';
import { NodeType } from '../model/node-type.js';

/** Closures of the earlier snapshot that are looked for: those of modules are among the first, and live as long as the program. */
const MOST_CLOSURES = 20_000;
/** Share of them that has to be found again, and of these that has to have the same name. */
const LEAST_FOUND = 0.3;
const LEAST_ALIKE = 0.9;

/**
 * Whether the ids of two snapshots mean the same objects. Those of another process mean others: V8 counts from the beginning in
 * each. In one process it counts anew once an inspector that had its heap profiler on has gone, as tools have that sample the heap.
 */
export function idsAgree(earlier: HeapGraph, later: HeapGraph): boolean {
  const before = new Map<number, number>();
  for (const node of closures(earlier)) {
    if (before.size >= MOST_CLOSURES) break;
    before.set(earlier.snapshot.nodeIds[node]!, node);
  }
  let found = 0;
  let alike = 0;
  for (const node of closures(later)) {
    const same = before.get(later.snapshot.nodeIds[node]!);
    if (same === undefined) continue;
    found++;
    if (nameOf(earlier, same) === nameOf(later, node)) alike++;
  }
  return found >= LEAST_FOUND * before.size && alike >= LEAST_ALIKE * found;
}

function* closures({ snapshot: { nodeCount, nodeTypes } }: HeapGraph): Generator<number> {
  for (let node = 0; node < nodeCount; node++) if (nodeTypes[node] === NodeType.closure) yield node;
}

function nameOf({ snapshot: { strings, nodeNames } }: HeapGraph, node: number): string {
  return strings.beginning(nodeNames[node]!, 100);
}
