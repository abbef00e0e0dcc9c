import type { HeapGraph } from '../graph/heap-graph.js';
import { EdgeType } from '../model/edge-type.js';
import { NodeType } from '../model/node-type.js';
import { ClassKind, kindOfNode } from './class-kind.js';
import { classOf } from './class-of.js';
import { fileOfContext } from './context-file.js';
import { type EdgeLabel, labelEdge } from './edge-label.js';
import { ephemeronOf } from './ephemeron-of.js';
import { isGlobalObject } from './open-ground.js';
import { rootName } from './root-name.js';
import { weakMapName } from './weak-map-name.js';

/** How something is reached from the nearest thing above it that has a name of the program's. Its texts are hostile. */
export interface Reach {
  /** What the labels begin at: a class, a constructor, `global`; absent where a variable has it. */
  readonly top?: string;
  readonly labels: readonly EdgeLabel[];
  /** Class of the object that has it in a field, or name of the constructor. */
  readonly owner?: string;
  /** Name of that field, or of the variable. */
  readonly field?: string;
  /** File that the variable is declared in. */
  readonly file?: string;
  /** The root of V8's that has it, where nothing with a name does. */
  readonly root?: string;
}

/** Collections within collections, up to the one that has an owner. */
const MOST_NESTED = 8;

/** Goes back along a way from the root to the first field or variable, and to whose it is. */
export function reachOf(graph: HeapGraph, way: readonly number[]): Reach {
  const { snapshot } = graph;
  const labels: EdgeLabel[] = [];
  let top: string | undefined;
  let owner: string | undefined;
  let field: string | undefined;
  let file: string | undefined;
  let root: string | undefined;
  for (let at = way.length - 1; at >= 0 && at >= way.length - MOST_NESTED; at--) {
    const edge = way[at]!;
    const source = graph.sourceOf(edge);
    if (source === 0) break;
    if (snapshot.nodeTypes[source] === NodeType.synthetic) {
      top ??= classOf(graph, snapshot.edgeTargets[edge]!);
      root = rootName(graph, way);
      break;
    }
    const type = snapshot.edgeTypes[edge];
    const pair = ephemeronOf(snapshot, edge);
    const isNamed = type === EdgeType.property || type === EdgeType.context || pair !== undefined;
    if (!isNamed && type !== EdgeType.element) continue;
    const label = labelEdge(graph, edge);
    const map = pair && weakMapName(graph, pair.tableId);
    labels.unshift(pair === undefined ? label : { ...label, name: map ?? '', text: entryOf(map) });
    if (type === EdgeType.context) {
      field ??= label.name;
      file = fileOfContext(graph, source);
      top = undefined;
      break;
    }
    top = ownerName(graph, source);
    // An index into a plain object is a key of it, and names what it leads to.
    if (field === undefined && (isNamed || top === 'Object')) {
      field = pair === undefined ? label.name : map;
      owner = top;
    }
    const isWrapped = kindOfNode(graph, source) === ClassKind.wrapper;
    if (!isWrapped || snapshot.nodeTypes[source] === NodeType.closure) break;
  }
  return {
    ...(top !== undefined && { top }),
    labels,
    ...(owner !== undefined && { owner }),
    ...(field !== undefined && { field }),
    ...(file !== undefined && { file }),
    ...(root !== undefined && { root }),
  };
}

function entryOf(weakMap: string | undefined): string {
  return weakMap === undefined ? '[value in a WeakMap]' : `[value in WeakMap ${weakMap}]`;
}

function ownerName(graph: HeapGraph, node: number): string {
  const { snapshot } = graph;
  if (isGlobalObject(graph, node)) return 'global';
  if (snapshot.nodeTypes[node] !== NodeType.closure) return classOf(graph, node);
  return snapshot.strings.beginning(snapshot.nodeNames[node]!, 100) || 'Function';
}
