import type { HeapGraph } from '../graph/heap-graph.js';
import { EdgeType } from '../model/edge-type.js';
import type { Accumulation } from './accumulation.js';
import { ClassKind, kindOfNode, kindsOfClasses } from './class-kind.js';
import { collectionOf } from './collection-of.js';
import { childrenOf } from './dominated-children.js';
import { edgeNameOf } from './edge-label.js';
import { readEphemeronName } from '../graph/ephemeron-name.js';

/** The things of one class that pile up in one place. */
export interface PiledUp {
  readonly classIndex: number;
  readonly nodes: Uint32Array;
  /** Bytes that go with them. */
  readonly weight: number;
  /** Whether it is the collection itself that is large, by what has no class: numbers, empty places, cells of V8's. */
  readonly isCollection: boolean;
}

/** What is wrapped deeper than this is told by its wrapper. */
const MOST_LAYERS = 24;
/** What a program would name has to make up so much of a place to be named for it. */
const CONSIDERABLE = 0.3;
const HALF = 0.5;
const MOST_SAMPLED = 256;

/**
 * What piles up in a place, as the program would call it: behind tables, arrays, maps, closures and promises the first
 * class of the program that makes up much of it, else the outermost class that has a name. `undefined` if there is nothing.
 */
export function findPiledUp(
  graph: HeapGraph,
  accumulation: Accumulation,
  weights: Float64Array,
): PiledUp | undefined {
  const kinds = kindsOfClasses(graph);
  if (accumulation.isChain) return linksOf(graph, accumulation, weights);
  const whole = accumulation.members.reduce((sum, member) => sum + weights[member]!, 0);
  const passed: PiledUp[] = [];
  let nodes = accumulation.members;
  for (let layer = 0; layer < MOST_LAYERS && nodes.length > 0; layer++) {
    const top = heaviest(graph, nodes, weights, whole);
    if (top === undefined || (layer > 0 && top.weight < CONSIDERABLE * whole)) break;
    const kind = kinds[top.classIndex]! as ClassKind;
    if (kind === ClassKind.program) return valuesOf(graph, top, weights) ?? top;
    if (kind === ClassKind.machinery && mostTelling(graph, passed) === undefined) return undefined;
    if (kind === ClassKind.machinery) break;
    passed.push(top);
    if (kind === ClassKind.builtin || kind === ClassKind.text) break;
    nodes = belowAll(graph, top.nodes);
  }
  return mostTelling(graph, passed) ?? collectionItself(graph, accumulation);
}

function linksOf(
  graph: HeapGraph,
  { members, size }: Accumulation,
  weights: Float64Array,
): PiledUp | undefined {
  const kinds = kindsOfClasses(graph);
  const rows = new Map<number, number>();
  for (const member of members) {
    const row = graph.classes.ofNode[member]!;
    rows.set(row, (rows.get(row) ?? 0) + graph.selfSizes[member]!);
  }
  let best: number | undefined;
  for (const [row, bytes] of rows) {
    if (
      best === undefined ||
      kinds[row]! > kinds[best]! ||
      (kinds[row] === kinds[best] && bytes > rows.get(best)!)
    ) {
      best = row;
    }
  }
  if (best === undefined || weights.length === 0) return undefined;
  const classIndex = best;
  const nodes = members.filter((node) => graph.classes.ofNode[node] === classIndex);
  return { classIndex, nodes, weight: size, isCollection: false };
}

/** The class that makes up most of these nodes, a class of the program before others that make up more. */
function heaviest(
  graph: HeapGraph,
  nodes: Uint32Array,
  weights: Float64Array,
  whole: number,
): PiledUp | undefined {
  const kinds = kindsOfClasses(graph);
  const sums = new Map<number, number>();
  for (const node of nodes) {
    const row = graph.classes.ofNode[node]!;
    sums.set(row, (sums.get(row) ?? 0) + weights[node]!);
  }
  let best: number | undefined;
  let most = -1;
  for (const [row, sum] of sums) {
    // An ArrayBuffer that several views share is not below any of them; the views are what the program has.
    const isNamed = kinds[row] === ClassKind.program && sum >= CONSIDERABLE * whole;
    const rank = isNamed ? sum + whole : sum;
    if (rank <= most) continue;
    best = row;
    most = rank;
  }
  if (best === undefined) return undefined;
  const found = best;
  const classIndex = graph.classes.names[found] === 'ArrayBuffer' ? (viewOf(graph, nodes) ?? found) : found;
  const isOf = (node: number): boolean => graph.classes.ofNode[node] === classIndex;
  const weight = sums.get(classIndex)! + (classIndex === found ? 0 : sums.get(found)!);
  return { classIndex, nodes: nodes.filter(isOf), weight, isCollection: false };
}

/** The class of the views that lie beside ArrayBuffers. */
function viewOf(graph: HeapGraph, nodes: Uint32Array): number | undefined {
  const { names, ofNode } = graph.classes;
  for (const node of nodes) {
    const row = ofNode[node]!;
    if (
      names[row] !== 'ArrayBuffer' &&
      /^(?:Buffer|FastBuffer|DataView|\w+\d+(?:Clamped)?Array)$/.test(names[row]!)
    ) {
      return row;
    }
  }
  return undefined;
}

function belowAll(graph: HeapGraph, nodes: Uint32Array): Uint32Array {
  let count = 0;
  for (const node of nodes) count += childrenOf(graph, node).length;
  const below = new Uint32Array(count);
  let at = 0;
  for (const node of nodes) {
    const children = childrenOf(graph, node);
    below.set(children, at);
    at += children.length;
  }
  return below;
}

/** Values of a WeakMap that make up most of their keys: it is they that pile up. */
function valuesOf(graph: HeapGraph, keys: PiledUp, weights: Float64Array): PiledUp | undefined {
  const values: number[] = [];
  const stride = Math.max(1, Math.floor(keys.nodes.length / MOST_SAMPLED));
  let sampled = 0;
  let held = 0;
  for (let at = 0; at < keys.nodes.length; at += stride) {
    const key = keys.nodes[at]!;
    sampled += weights[key]!;
    for (const value of pairedValues(graph, key)) held += weights[value]!;
  }
  if (held === 0 || held < HALF * sampled) return undefined;
  for (const key of keys.nodes) values.push(...pairedValues(graph, key));
  const nodes = Uint32Array.from(values);
  return heaviest(graph, nodes, weights, keys.weight);
}

function pairedValues(graph: HeapGraph, key: number): readonly number[] {
  const { snapshot, dominators } = graph;
  const values: number[] = [];
  for (let edge = snapshot.firstEdges[key]!; edge < snapshot.firstEdges[key + 1]!; edge++) {
    const target = snapshot.edgeTargets[edge]!;
    if (snapshot.edgeTypes[edge] !== EdgeType.internal || dominators[target] !== key) continue;
    if (readEphemeronName(edgeNameOf(snapshot, edge)) !== undefined) values.push(target);
  }
  return values;
}

/** The outermost of the highest kind; of functions that settle promises, the promises. */
function mostTelling(graph: HeapGraph, layers: readonly PiledUp[]): PiledUp | undefined {
  const kinds = kindsOfClasses(graph);
  const { names } = graph.classes;
  const named = layers.filter(({ classIndex }) => kinds[classIndex] !== ClassKind.part);
  const builtin = named.find(({ classIndex }) => kinds[classIndex] === ClassKind.builtin);
  const promise = named.find(({ classIndex }) => names[classIndex] === 'Promise');
  const wrapper = named.find(({ classIndex }) => kinds[classIndex] === ClassKind.wrapper);
  const isClosure = wrapper !== undefined && names[wrapper.classIndex] === 'Function';
  return builtin ?? (isClosure ? promise : undefined) ?? wrapper ?? named[0];
}

function collectionItself(graph: HeapGraph, { node, size }: Accumulation): PiledUp | undefined {
  const collection = collectionOf(graph, node);
  if (kindOfNode(graph, collection) === ClassKind.machinery || collection === 0) return undefined;
  return {
    classIndex: graph.classes.ofNode[collection]!,
    nodes: Uint32Array.of(collection),
    weight: size,
    isCollection: true,
  };
}
