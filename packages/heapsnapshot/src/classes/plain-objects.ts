import type { HeapSnapshot } from '../model/heap-snapshot.js';
import { NodeType } from '../model/node-type.js';

/** The nodes that V8 knows nothing better of than `Object`, in order. */
export function plainObjects(snapshot: HeapSnapshot): Uint32Array {
  const { nodeCount, nodeTypes, nodeNames, strings } = snapshot;
  const name = strings.indexOf('Object');
  if (name === undefined) return new Uint32Array(0);
  let count = 0;
  for (let node = 0; node < nodeCount; node++) {
    if (nodeNames[node] === name && nodeTypes[node] === NodeType.object) count++;
  }
  const found = new Uint32Array(count);
  count = 0;
  for (let node = 0; node < nodeCount; node++) {
    if (nodeNames[node] === name && nodeTypes[node] === NodeType.object) found[count++] = node;
  }
  return found;
}
