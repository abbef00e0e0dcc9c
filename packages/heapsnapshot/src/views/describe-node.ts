import type { HeapGraph } from '../graph/heap-graph.js';
import { NODE_TYPE_NAMES } from '../model/node-type.js';
import { allocationPlaces } from './allocation-places.js';
import type { SourcePlace } from './allocation-places.js';
import { classOf } from './class-of.js';

/** One thing on the heap. */
export interface NodeDescription {
  /** Its ordinal in this snapshot. */
  readonly node: number;
  /** The same in every snapshot of the process. */
  readonly id: number;
  /** Hostile text. */
  readonly class: string;
  /** V8's word for its kind. */
  readonly type: string;
  /** Bytes of itself. */
  readonly self: number;
  /** Bytes that would go if it went. */
  readonly retained: number;
  /** Steps from the nearest root. */
  readonly distance: number;
  /** Id of what alone holds it. */
  readonly dominatorId: number;
  /** Where the closure, or the object's constructor, stands in its source. */
  readonly place: SourcePlace | undefined;
}

/** What is known of one node. */
export function describeNode(graph: HeapGraph, node: number): NodeDescription {
  const { snapshot } = graph;
  return {
    node,
    id: snapshot.nodeIds[node]!,
    class: classOf(graph, node),
    type: NODE_TYPE_NAMES[snapshot.nodeTypes[node]!]!,
    self: graph.selfSizes[node]!,
    retained: graph.retainedSizes[node]!,
    distance: graph.distances[node]!,
    dominatorId: snapshot.nodeIds[graph.dominators[node]!]!,
    place: allocationPlaces(graph).ofNode(node),
  };
}
