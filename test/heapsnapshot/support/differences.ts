import type { ClassTable, HeapGraph } from '@heaptide/heapsnapshot';
import type { DevToolsGraph } from '../../support/devtools-oracle/devtools-graph.js';

/** More would only hide the first ones. */
const MOST_TOLD = 10;

/** A size, a node, a distance or a name; none where there is no such node or class. */
type Figure = number | string | undefined;

/** Where our graph of a heap snapshot is not that of DevTools: the first few nodes of each kind of difference, told in words. */
export function differences(ours: HeapGraph, theirs: DevToolsGraph): readonly string[] {
  if (ours.snapshot.nodeCount !== theirs.nodeCount)
    return [`${ours.snapshot.nodeCount} nodes, DevTools has ${theirs.nodeCount}`];

  const ourKeys = classKeys(ours.classes);
  return [
    ...differing(
      'id',
      (node) => ours.snapshot.nodeIds[node],
      (node) => theirs.ids[node],
    ),
    ...differing(
      'self size',
      (node) => ours.selfSizes[node],
      (node) => theirs.selfSizes[node],
    ),
    ...differing(
      'retained size',
      (node) => ours.retainedSizes[node],
      (node) => theirs.retainedSizes[node],
    ),
    ...differing(
      'dominator',
      (node) => ours.dominators[node],
      (node) => theirs.dominators[node],
    ),
    ...differing(
      'distance',
      (node) => ours.distances[node],
      (node) => theirs.distances[node],
    ),
    ...differing(
      'class name',
      (node) => ours.classes.names[ours.classes.ofNode[node]!],
      (node) => theirs.classNames[theirs.classes[node]!],
    ),
    ...differing(
      'class',
      (node) => ourKeys[ours.classes.ofNode[node]!],
      (node) => theirs.classKeys[theirs.classes[node]!],
    ),
    ...split(ourKeys),
  ];

  function differing(what: string, our: (node: number) => Figure, their: (node: number) => Figure): string[] {
    const found: string[] = [];
    for (let node = 0; node < theirs.nodeCount && found.length < MOST_TOLD; node++) {
      if (our(node) === their(node)) continue;
      const name = theirs.classNames[theirs.classes[node]!];
      found.push(
        `${what} of node ${node} (${name} @${theirs.ids[node]}): ${String(our(node))}, DevTools has ${String(their(node))}`,
      );
    }
    return found;
  }
}

function classKeys({ names, places }: ClassTable): readonly string[] {
  return names.map((name, index) => {
    const place = places[index];
    return place === undefined ? `,${name}` : `${place.script},${place.line},${place.column},${name}`;
  });
}

/** Nodes that have one class with DevTools must not have two with us. */
function split(keys: readonly string[]): string[] {
  return keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => `class ${key} twice`);
}
