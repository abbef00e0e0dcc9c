import type { HeapGraph } from '../graph/heap-graph.js';
import { NodeType } from '../model/node-type.js';
import type { Accumulation } from './accumulation.js';
import { allocationPlaces } from './allocation-places.js';
import { ClassKind, kindOfNode, kindsOfClasses } from './class-kind.js';
import { fileOfContext } from './context-file.js';
import { classOf } from './class-of.js';
import { followInternal } from './follow-internal.js';
import { isGlobalObject } from './open-ground.js';
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

/** Roots by which a program itself holds things. */
const ROOTS_OF_PROGRAM = new Set([
  '(Stack roots)',
  '(Stack)',
  '(Handle scope)',
  '(Global handles)',
  '(Micro tasks)',
]);

/** Whether the nearest place on the way to it that can be told is in a file of Node's own, or V8's own roots hold it. */
function isHeldByNode(graph: HeapGraph, node: number): boolean {
  const way = wayFromRoot(graph, node);
  if (way === undefined) return true;
  const places = [node, ...way.map((edge) => graph.sourceOf(edge)).reverse()];
  for (const place of places) {
    const isNodes = belongsToNode(graph, place);
    if (isNodes !== undefined) return isNodes;
  }
  return false;
}

/** Whether a place is Node's or V8's own; `undefined` where it does not tell. */
function belongsToNode(graph: HeapGraph, node: number): boolean | undefined {
  const { snapshot } = graph;
  if (node === 0 || isGlobalObject(graph, node)) return undefined;
  const name = snapshot.strings.beginning(snapshot.nodeNames[node]!, 40);
  const type = snapshot.nodeTypes[node];
  // Only modules of the program are such: Node's own are functions.
  if (name === 'system / SourceTextModule') return false;
  if (type === NodeType.synthetic) return !ROOTS_OF_PROGRAM.has(name);
  const file = fileOf(graph, node, type);
  if (file !== undefined && file !== '') return file.startsWith('node:');
  if (kindOfNode(graph, node) === ClassKind.machinery) return true;
  return kindOfNode(graph, node) === ClassKind.program && !name.startsWith('Object') ? false : undefined;
}

function fileOf(graph: HeapGraph, node: number, type: number | undefined): string | undefined {
  const places = allocationPlaces(graph);
  if (classOf(graph, node) === 'system / Context') return fileOfContext(graph, node);
  return type === NodeType.closure ? places.fileOfClosure(node) : places.ofNode(node)?.file;
}
