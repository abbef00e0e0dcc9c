import type { HeapGraph } from '../graph/heap-graph.js';
import { NodeType } from '../model/node-type.js';
import type { Accumulation } from './accumulation.js';
import { allocationPlaces } from './allocation-places.js';
import { ClassKind, kindOfNode, kindsOfClasses } from './class-kind.js';
import { fileOfContext } from './context-file.js';
import { classOf } from './class-of.js';
import { followInternal } from './follow-internal.js';
import type { PiledUp } from './piled-up.js';
import { wayFromRoot } from './way-from-root.js';

const MOST_SAMPLED = 500;
const HALF = 0.5;
/** How the prototype of a class is named by its interface. */
const PROTOTYPE = /^\{constructor\b/;

/** Whether something is V8's or Node's own and cannot be a leak of the program: code, shapes, modules and what they begin with. */
export function isMachinery(graph: HeapGraph, { node, isShared }: Accumulation, piledUp: PiledUp): boolean {
  const kind = kindsOfClasses(graph)[piledUp.classIndex]!;
  if (kind === ClassKind.machinery || graph.snapshot.nodeTypes[node] === NodeType.code) return true;
  if (areClosuresOfModules(graph, piledUp)) return true;
  const name = graph.classes.names[piledUp.classIndex]!;
  if (PROTOTYPE.test(name)) return true;
  const isTelling = kind >= ClassKind.builtin && !name.startsWith('{') && !name.endsWith('Error');
  return !isTelling && isHeldByNode(graph, isShared ? piledUp.nodes[0]! : node);
}

/** A module has closures each of its own code; what leaks has one code many times. */
function areClosuresOfModules(graph: HeapGraph, { nodes }: PiledUp): boolean {
  const codes = new Set<number | undefined>();
  const stride = Math.max(1, Math.floor(nodes.length / MOST_SAMPLED));
  let sampled = 0;
  for (let at = 0; at < nodes.length; at += stride) {
    if (graph.snapshot.nodeTypes[nodes[at]!] !== NodeType.closure) return false;
    codes.add(followInternal(graph.snapshot, nodes[at]!, 'shared'));
    sampled++;
  }
  return codes.size > HALF * sampled;
}

/** Whether the nearest named place on the way to it is in a file of Node's own, or V8's own roots hold it. */
function isHeldByNode(graph: HeapGraph, node: number): boolean {
  const { snapshot } = graph;
  const places = allocationPlaces(graph);
  const way = wayFromRoot(graph, node);
  if (way === undefined) return true;
  for (let at = way.length - 1; at >= 0; at--) {
    const source = graph.sourceOf(way[at]!);
    const kind = kindOfNode(graph, source);
    // Only modules of the program are such: Node's own are functions.
    if (snapshot.strings.beginning(snapshot.nodeNames[source]!, 100) === 'system / SourceTextModule')
      return false;
    if (kind === ClassKind.program) return false;
    if (kind === ClassKind.machinery && source !== 0 && !isGlobal(graph, source)) return true;
    if (snapshot.nodeTypes[source] === NodeType.synthetic) return true;
    const file =
      classOf(graph, source) === 'system / Context'
        ? fileOfContext(graph, source)
        : snapshot.nodeTypes[source] === NodeType.closure
          ? places.fileOfClosure(source)
          : places.ofNode(source)?.file;
    if (file !== undefined && file !== '') return file.startsWith('node:');
  }
  return false;
}

function isGlobal({ dominators }: HeapGraph, node: number): boolean {
  return dominators[node] === 0;
}
