import type { HeapGraph } from '../graph/heap-graph.js';
import { NodeType } from '../model/node-type.js';
import { ClassKind, kindOfNode } from './class-kind.js';

/** In some versions with more behind it. */
const GLOBAL_OBJECT = /^global\b/;

/** Whether what is right below a node in the dominator tree is there because many hold it, or V8 does. */
export function isOpenGround(graph: HeapGraph, node: number): boolean {
  const { snapshot } = graph;
  if (node === 0 || snapshot.nodeTypes[node] === NodeType.synthetic) return true;
  return isGlobalObject(graph, node) || kindOfNode(graph, node) === ClassKind.machinery;
}

/** Whether it is the global object, or V8's own that stands for it. */
export function isGlobalObject({ snapshot }: HeapGraph, node: number): boolean {
  const name = snapshot.strings.beginning(snapshot.nodeNames[node]!, 40);
  return GLOBAL_OBJECT.test(name) || name === 'system / NativeContext';
}
