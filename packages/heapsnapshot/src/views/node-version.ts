import { EdgeFinder } from '../census/edge-finder.js';
import type { HeapGraph } from '../graph/heap-graph.js';
import { NodeType } from '../model/node-type.js';

const VERSION = /^\d{1,3}\.\d{1,3}\.\d{1,3}(?:-[\w.-]{1,40})?$/;

/**
 * Version of the Node.js that wrote a heap, such as `22.23.3`. The file itself does not tell: it is what `process.version` and
 * `process.versions.node` hold on the heap, if both say the same; else, as in a scrubbed file, `undefined`.
 */
export function nodeVersionOf({ snapshot }: HeapGraph): string | undefined {
  const { nodeCount, nodeTypes, nodeNames, strings } = snapshot;
  const finder = new EdgeFinder(snapshot);
  const name = finder.nameIndex('process');
  const textOf = (node: number | undefined): string | undefined =>
    node === undefined || nodeTypes[node] !== NodeType.string
      ? undefined
      : strings.beginning(nodeNames[node]!, 64);
  for (let node = 0; node < nodeCount; node++) {
    if (nodeNames[node] !== name || nodeTypes[node] !== NodeType.object) continue;
    const versions = finder.property(node, 'versions');
    const version = versions === undefined ? undefined : textOf(finder.property(versions, 'node'));
    if (version === undefined || !VERSION.test(version)) continue;
    if (textOf(finder.property(node, 'version')) === `v${version}`) return version;
  }
  return undefined;
}
