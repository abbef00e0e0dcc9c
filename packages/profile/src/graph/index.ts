export { buildCallTree, trimCallTree } from './call-tree.js';
export { removeLightEdges, removeRedundantEdges, sortEdges } from './edges.js';
export {
  edgeWeight,
  type GraphEdge,
  GraphNode,
  type GraphTag,
  type NodeTags,
  selectNodes,
  tagCum,
  tagFlat,
} from './graph.js';
export { divide, Int64Sum, splitWeights, sumAbsolute, sumSigned, truncate, type Weights } from './int64.js';
export { type GraphInput, linkNodes, weightAt } from './link-nodes.js';
export { nameComponents, type NodeInfo, printableName } from './node-info.js';
export { type NodeSums, sumByNode } from './node-sums.js';
export { findNodes, nodeInfos, type NodeTable, type NodeTableOptions } from './node-table.js';
export { removeLightTags, sortTags, TagCollector, type TagOptions } from './node-tags.js';
export { baseName, cleanPath } from './paths.js';
export { sortByCum, sortByEntropy, sortByFlat } from './sort-nodes.js';
