import type { HeapGraph } from '../graph/heap-graph.js';
import { EdgeType } from '../model/edge-type.js';
import { NodeType } from '../model/node-type.js';
import { allocationPlaces } from './allocation-places.js';
import { edgeTypeOf } from './edge-label.js';
import { followInternal } from './follow-internal.js';

/** Retainers and nested contexts that are asked before the file is called unknown. */
const MOST_ASKED = 2_000;

/** File that the variables of a context are declared in: that of a closure which has it, or a context nested in it. */
export function fileOfContext(graph: HeapGraph, context: number): string | undefined {
  const { snapshot, retainers } = graph;
  const places = allocationPlaces(graph);
  const asked = new Set([context]);
  for (const at of asked) {
    for (let place = retainers.first[at]!; place < retainers.first[at + 1]!; place++) {
      if (asked.size > MOST_ASKED) return undefined;
      const edge = retainers.edges[place]!;
      if (edgeTypeOf(snapshot, edge) !== EdgeType.internal) continue;
      const slot = snapshot.strings.beginning(snapshot.edgeNames[edge]!, 20);
      const source = graph.sourceOf(edge);
      if (slot === 'context') {
        const closure =
          snapshot.nodeTypes[source] === NodeType.closure
            ? source
            : followInternal(snapshot, source, 'function');
        const file = closure === undefined ? undefined : places.fileOfClosure(closure);
        if (file !== undefined) return file;
      } else if (slot === 'previous') {
        asked.add(source);
      }
    }
  }
  return undefined;
}
