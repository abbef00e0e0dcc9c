import { EDGE_TYPE_NAMES, EdgeType } from '../model/edge-type.js';
import { NODE_TYPE_NAMES } from '../model/node-type.js';
import { areStoredBlocks } from '../reader/stored-blocks.js';
import type { IndexColumns } from './index-columns.js';

/**
 * Whether whatever walks over the columns stays within them and comes to an end. Checksums tell damage; this is for those who
 * can write checksums too.
 */
export function columnsHold(columns: IndexColumns): boolean {
  return (
    nodesHold(columns) &&
    edgesHold(columns) &&
    locationsHold(columns) &&
    classNamesHold(columns) &&
    areStoredBlocks(columns.strings) &&
    leadToRoot(columns.dominators)
  );
}

function nodesHold(columns: IndexColumns): boolean {
  const { nodeTypes, nodeNames, firstEdges, classOfNode, dominators } = columns;
  const nodes = nodeTypes.length;
  const strings = columns.strings.starts.length;
  const classes = columns.classNameEnds.length;
  if (firstEdges[0] !== 0 || firstEdges[nodes] !== columns.edgeTypes.length) return false;
  for (let node = 0; node < nodes; node++) {
    if (nodeTypes[node]! >= NODE_TYPE_NAMES.length || nodeNames[node]! >= strings) return false;
    if (firstEdges[node]! > firstEdges[node + 1]!) return false;
    if (classOfNode[node]! >= classes || dominators[node]! >= nodes) return false;
  }
  return true;
}

function edgesHold(columns: IndexColumns): boolean {
  const { edgeTypes, edgeNames, edgeTargets } = columns;
  const nodes = columns.nodeTypes.length;
  const strings = columns.strings.starts.length;
  for (let edge = 0; edge < edgeTypes.length; edge++) {
    const type = edgeTypes[edge]!;
    if (type >= EDGE_TYPE_NAMES.length || edgeTargets[edge]! >= nodes) return false;
    if (edgeNames[edge]! >= strings && type !== EdgeType.element && type !== EdgeType.hidden) return false;
  }
  return true;
}

function locationsHold({ locationNodes, nodeTypes }: IndexColumns): boolean {
  return locationNodes.every((node) => node < nodeTypes.length);
}

function classNamesHold({ classNames, classNameEnds }: IndexColumns): boolean {
  return (
    classNameEnds.every((end, index) => index === 0 || end >= classNameEnds[index - 1]!) &&
    classNameEnds.at(-1) === classNames.length
  );
}

/** Whether every node's dominators end at the root, which is its own. */
function leadToRoot(dominators: Uint32Array): boolean {
  if (dominators[0] !== 0) return false;
  /** The node from which each was first come by. */
  const starts = new Uint32Array(dominators.length);
  for (let start = 1; start < dominators.length; start++) {
    let node = start;
    while (node !== 0 && starts[node] === 0) {
      starts[node] = start;
      node = dominators[node]!;
    }
    if (node !== 0 && starts[node] === start) return false;
  }
  return true;
}
