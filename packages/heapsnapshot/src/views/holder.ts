import type { HeapGraph } from '../graph/heap-graph.js';
import { EdgeType } from '../model/edge-type.js';
import { NodeType } from '../model/node-type.js';
import type { Accumulation } from './accumulation.js';
import { ClassKind, kindOfNode } from './class-kind.js';
import { collectionOf, isInner } from './collection-of.js';
import { classOf } from './class-of.js';
import { edgeNameOf, labelEdge } from './edge-label.js';
import { fileOfContext } from './context-file.js';
import { wayFromRoot } from './way-from-root.js';

/** The collection or object that something piles up in. Its texts are hostile. */
export interface Holder {
  readonly node: number;
  readonly class: string;
  readonly id: number;
  /** Class of the object that has it in a field, or name of the constructor; absent where a variable has it. */
  readonly owner?: string;
  /** Name of that field or variable. */
  readonly field?: string;
  /** File that the variable is declared in. */
  readonly file?: string;
  /** All of it in one, from the program's own class: `SessionCache.records (Map)`, `ConfigBus._events.reload (Array)`, `variable history (Array) of orders.mjs`. */
  readonly reached: string;
}

/** Collections within collections, up to the one that has an owner. */
const MOST_NESTED = 8;
const CONTEXT = 'system / Context';
const MOST_SAMPLED = 100;

/** What holds an accumulation, and whose it is. */
export function findHolder(graph: HeapGraph, { node, members, isShared }: Accumulation): Holder {
  const nearest = isShared ? nearestOfMost(graph, members) : undefined;
  if (isShared && nearest === undefined) {
    const { nodeIds } = graph.snapshot;
    return { node, class: classOf(graph, node), id: nodeIds[node]!, reached: 'several together' };
  }
  const holder = nearest ?? collectionOf(graph, node);
  return nameHolder(graph, holder, wayFromRoot(graph, holder) ?? []);
}

/** The collection through which most of the nodes are reached, where none holds them alone. */
function nearestOfMost(graph: HeapGraph, nodes: Uint32Array): number | undefined {
  const votes = new Map<number, number>();
  const stride = Math.max(1, Math.floor(nodes.length / MOST_SAMPLED));
  let sampled = 0;
  for (let at = 0; at < nodes.length; at += stride) {
    sampled++;
    const way = wayFromRoot(graph, nodes[at]!);
    if (way === undefined) continue;
    const from = way.findLast((edge) => !isInner(graph, graph.sourceOf(edge)));
    if (from === undefined) continue;
    const holder = graph.sourceOf(from);
    votes.set(holder, (votes.get(holder) ?? 0) + 1);
  }
  for (const [holder, count] of votes) if (holder !== 0 && count > sampled / 2) return holder;
  return undefined;
}

function nameHolder(graph: HeapGraph, node: number, way: readonly number[]): Holder {
  const { snapshot } = graph;
  // Back along the way to the first step that has a name of the program's: a field or a variable.
  const labels: string[] = [];
  let owner: string | undefined;
  let top: string | undefined;
  let field: string | undefined;
  let file: string | undefined;
  for (let at = way.length - 1; at >= 0 && at >= way.length - MOST_NESTED; at--) {
    const edge = way[at]!;
    const source = graph.sourceOf(edge);
    if (source === 0) break;
    const type = snapshot.edgeTypes[edge];
    const isNamed = type === EdgeType.property || type === EdgeType.context;
    if (!isNamed && type !== EdgeType.element) continue;
    labels.unshift(labelEdge(snapshot, edge).text);
    if (type === EdgeType.context) {
      field ??= edgeNameOf(snapshot, edge);
      file = fileOfContext(graph, source);
      top = undefined;
      break;
    }
    top = ownerName(graph, source);
    // An index into a plain object is a key of it, and names what it leads to.
    if (field === undefined && (isNamed || top === 'Object')) {
      field = edgeNameOf(snapshot, edge);
      owner = top;
    }
    const isWrapped = kindOfNode(graph, source) === ClassKind.wrapper;
    if (!isWrapped || snapshot.nodeTypes[source] === NodeType.closure) break;
  }
  const reached = `${top ?? ''}${labels.join('')}`;
  const holderClass = classOf(graph, node);
  if (holderClass === CONTEXT) return contextHolder(graph, node);
  return {
    node,
    class: holderClass,
    id: snapshot.nodeIds[node]!,
    ...(owner !== undefined && { owner }),
    ...(field !== undefined && { field }),
    ...(file !== undefined && { file }),
    reached:
      (reached === '' ? holderClass : `${reached} (${holderClass})`) +
      (file === undefined ? '' : ` of ${lastPart(file)}`),
  };
}

function ownerName(graph: HeapGraph, node: number): string {
  const { snapshot } = graph;
  if (snapshot.nodeTypes[node] !== NodeType.closure) return classOf(graph, node);
  return snapshot.strings.beginning(snapshot.nodeNames[node]!, 100) || 'Function';
}

function lastPart(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

/** Where variables hold something together, none of them alone. */
function contextHolder(graph: HeapGraph, node: number): Holder {
  const file = fileOfContext(graph, node);
  return {
    node,
    class: CONTEXT,
    id: graph.snapshot.nodeIds[node]!,
    ...(file !== undefined && { file }),
    reached: file === undefined ? 'variables of a closure' : `variables of ${lastPart(file)}`,
  };
}
