import type { FunctionPlace } from '../census/function-places.js';
import type { HeapGraph } from '../graph/heap-graph.js';
import { allocationPlaces } from './allocation-places.js';
import { boundTarget } from './bound-target.js';

const MOST_CHARACTERS = 100;

/** Name and place of a closure. Bound functions are followed to what they bind. */
export function functionPlace(graph: HeapGraph, closure: number): FunctionPlace {
  const { snapshot } = graph;
  const target = boundTarget(snapshot, closure);
  const name = snapshot.strings.beginning(snapshot.nodeNames[target]!, MOST_CHARACTERS);
  const places = allocationPlaces(graph);
  const file = places.fileOfClosure(target);
  const place = places.ofNode(target);
  return {
    name: name === '' ? '(anonymous)' : name,
    ...(file !== undefined && { file }),
    ...(place !== undefined && { line: place.line, column: place.column }),
  };
}
