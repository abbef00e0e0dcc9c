import type { HeapGraph } from '@heaptide/heapsnapshot';
import { HeaptideError } from '@heaptide/profile';
import type { SnapshotArguments } from './snapshot-arguments.js';

/**
 * The node that `--id` names, or the one of the class that `--class` names which retains most; `undefined` where neither is given.
 * @throws {HeaptideError} `HT_E_USAGE` where both are given, or there is no such node.
 */
export function chosenNode(
  graph: HeapGraph,
  { id, class: name }: Pick<SnapshotArguments, 'id' | 'class'>,
): number | undefined {
  if (id !== undefined && name !== undefined) throw new HeaptideError('HT_E_USAGE', 'either --id or --class');
  if (id !== undefined) return nodeOfId(graph, id);
  return name === undefined ? undefined : largestOf(graph, name);
}

function nodeOfId({ snapshot }: HeapGraph, id: number): number {
  const node = snapshot.nodeIds.indexOf(id);
  if (node < 0) throw new HeaptideError('HT_E_USAGE', `the snapshot has no object @${id}`);
  return node;
}

function largestOf({ classes, retainedSizes }: HeapGraph, name: string): number {
  // Classes of one name that were declared in different places are different classes.
  const wanted = classes.names.map((each) => each === name);
  let largest = -1;
  for (let node = 0; node < classes.ofNode.length; node++) {
    if (!wanted[classes.ofNode[node]!]!) continue;
    if (largest < 0 || retainedSizes[node]! > retainedSizes[largest]!) largest = node;
  }
  if (largest < 0) throw new HeaptideError('HT_E_USAGE', `the snapshot has no object of a class "${name}"`);
  return largest;
}
