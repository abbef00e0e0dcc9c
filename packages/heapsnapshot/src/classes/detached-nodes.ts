import { EdgeType } from '../model/edge-type.js';
import type { HeapSnapshot } from '../model/heap-snapshot.js';
import { NodeType } from '../model/node-type.js';

const UNKNOWN = 0;
const ATTACHED = 1;
const DETACHED = 2;

/**
 * Native nodes that the embedder has let go of, with what is reached only from such nodes. Chrome DevTools puts `Detached `
 * before their names; Node.js says so of its weak handles. `states` is the column `detachedness`.
 *
 * Each state passes on to nodes of unknown state, `attached` first. It passes through native nodes only, and not along hidden
 * or weak edges.
 */
export function findDetachedNodes(snapshot: HeapSnapshot, states: Uint8Array): number[] {
  const told = (state: number): number[] => nativeNodes(snapshot, states, state);
  const detached = told(DETACHED);
  if (detached.length === 0) return detached;

  const seen = states.slice();
  spread(snapshot, told(ATTACHED), seen);
  spread(snapshot, detached, seen);
  return detached;
}

function nativeNodes({ nodeTypes }: HeapSnapshot, states: Uint8Array, state: number): number[] {
  const found: number[] = [];
  for (let node = states.indexOf(state); node >= 0; node = states.indexOf(state, node + 1)) {
    if (nodeTypes[node] === NodeType.native) found.push(node);
  }
  return found;
}

/** Appends the native nodes that are reached from `nodes` and that were not seen before. */
function spread(snapshot: HeapSnapshot, nodes: number[], seen: Uint8Array): void {
  const { nodeTypes, firstEdges, edgeTypes, edgeTargets } = snapshot;
  // Goes on through what is appended meanwhile.
  for (const node of nodes) {
    for (let edge = firstEdges[node]!, end = firstEdges[node + 1]!; edge < end; edge++) {
      const type = edgeTypes[edge]!;
      if (type === EdgeType.hidden || type === EdgeType.weak) continue;
      const target = edgeTargets[edge]!;
      if (seen[target] !== UNKNOWN || nodeTypes[target] !== NodeType.native) continue;
      seen[target] = DETACHED;
      nodes.push(target);
    }
  }
}
