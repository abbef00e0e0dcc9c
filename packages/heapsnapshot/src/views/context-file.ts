import type { HeapGraph } from '../graph/heap-graph.js';
import { EdgeType } from '../model/edge-type.js';
import { NodeType } from '../model/node-type.js';
import { allocationPlaces } from './allocation-places.js';
import { followInternal } from './follow-internal.js';
import { slotIndex } from './slot-index.js';

/** Nested contexts and retainers that are asked before the file is called unknown. */
const MOST_CONTEXTS = 100;
const MOST_RETAINERS = 1_000_000;

/** File that the variables of a context are declared in: that of a closure which has it, or a context nested in it. */
export function fileOfContext(graph: HeapGraph, context: number): string | undefined {
  const { snapshot, retainers } = graph;
  const [slot, nested] = [slotIndex(snapshot, 'context'), slotIndex(snapshot, 'previous')];
  const contexts = new Set([context]);
  let asked = 0;
  for (const at of contexts) {
    for (let place = retainers.first[at]!; place < retainers.first[at + 1]!; place++) {
      if (++asked > MOST_RETAINERS) return undefined;
      const edge = retainers.edges[place]!;
      if (snapshot.edgeTypes[edge] !== EdgeType.internal) continue;
      if (snapshot.edgeNames[edge] === nested) {
        if (contexts.size < MOST_CONTEXTS) contexts.add(graph.sourceOf(edge));
      } else if (snapshot.edgeNames[edge] === slot) {
        const file = fileOfRunner(graph, graph.sourceOf(edge));
        if (file !== undefined) return file;
      }
    }
  }
  return undefined;
}

/** File of a closure, or of the function of a generator. */
function fileOfRunner(graph: HeapGraph, node: number): string | undefined {
  const { snapshot } = graph;
  const closure =
    snapshot.nodeTypes[node] === NodeType.closure ? node : followInternal(snapshot, node, 'function');
  return closure === undefined ? undefined : allocationPlaces(graph).fileOfClosure(closure);
}
