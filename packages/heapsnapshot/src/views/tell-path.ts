import type { HeapGraph } from '../graph/heap-graph.js';
import { EdgeType } from '../model/edge-type.js';
import { NodeType } from '../model/node-type.js';
import { classOf } from './class-of.js';
import { labelEdge } from './edge-label.js';
import { fileOfContext } from './context-file.js';
import { findRuns } from './find-runs.js';
import { functionPlace } from './function-place.js';
import type { PathStep, RetainingPath } from './retaining-path.js';
import { rootName } from './root-name.js';

/** Puts a way from the root (edges in order) into words, runs of the same steps told once. */
export function tellPath(graph: HeapGraph, edges: readonly number[]): RetainingPath {
  const kinds = kindsOfSteps(graph, edges);
  const steps: PathStep[] = [];
  for (const { from, length, times } of findRuns(kinds)) {
    for (let at = from; at < from + length; at++) {
      steps.push(tellStep(graph, edges[at]!, { repeats: times, runLength: length }));
    }
  }
  return { root: rootName(graph, edges), steps, length: edges.length };
}

function tellStep(
  graph: HeapGraph,
  edge: number,
  { repeats, runLength }: { repeats: number; runLength: number },
): PathStep {
  const { snapshot } = graph;
  const node = snapshot.edgeTargets[edge]!;
  const file =
    snapshot.edgeTypes[edge] === EdgeType.context ? fileOfContext(graph, graph.sourceOf(edge)) : undefined;
  return {
    node,
    id: snapshot.nodeIds[node]!,
    class: nameOfStep(graph, node),
    edge: labelEdge(graph, edge),
    ...(file !== undefined && { file }),
    ...(snapshot.nodeTypes[node] === NodeType.closure && {
      function: functionPlace(graph, node),
    }),
    repeats,
    runLength,
  };
}

/** The class, but of V8's own things their names, which say more. */
function nameOfStep(graph: HeapGraph, node: number): string {
  const { snapshot } = graph;
  const type = snapshot.nodeTypes[node];
  if (type !== NodeType.synthetic && type !== NodeType.hidden) return classOf(graph, node);
  return snapshot.strings.beginning(snapshot.nodeNames[node]!, 100) || classOf(graph, node);
}

/** A number by step, the same for steps of the same kind: same class, reached in the same manner. */
function kindsOfSteps(graph: HeapGraph, edges: readonly number[]): Uint32Array {
  const { snapshot } = graph;
  const kinds = new Map<string, number>();
  return Uint32Array.from(edges, (edge) => {
    const type = snapshot.edgeTypes[edge];
    const name = type === EdgeType.element || type === EdgeType.hidden ? '' : snapshot.edgeNames[edge]!;
    const key = `${type} ${name} ${graph.classes.ofNode[snapshot.edgeTargets[edge]!]!}`;
    let kind = kinds.get(key);
    if (kind === undefined) kinds.set(key, (kind = kinds.size));
    return kind;
  });
}
