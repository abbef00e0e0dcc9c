import type { HeapGraph } from '../graph/heap-graph.js';

/** What makes classes of two snapshots of one process the same: the name, and the place of the constructor. */
export function classKey(graph: HeapGraph, classIndex: number): string {
  const place = graph.classes.places[classIndex];
  const name = graph.classes.names[classIndex]!;
  return place === undefined ? name : `${place.script},${place.line},${place.column},${name}`;
}

/** A number by class, by graph; classes that are the same in several graphs have the same number. */
export function matchClasses(graphs: readonly HeapGraph[]): readonly Uint32Array[] {
  const numbers = new Map<string, number>();
  return graphs.map((graph) =>
    Uint32Array.from(graph.classes.names.keys(), (classIndex) => {
      const key = classKey(graph, classIndex);
      let number = numbers.get(key);
      if (number === undefined) numbers.set(key, (number = numbers.size));
      return number;
    }),
  );
}
