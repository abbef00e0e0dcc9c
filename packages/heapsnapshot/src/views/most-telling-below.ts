import type { HeapGraph } from '../graph/heap-graph.js';
import { belowAll } from './below-all.js';
import { ClassKind, kindsOfClasses } from './class-kind.js';
import { ephemeronOf } from './ephemeron-of.js';
import type { PiledUp } from './piled-up.js';
import { sumOver } from './sum-over.js';

/** What is wrapped deeper than this is told by its wrapper. */
const MOST_LAYERS = 24;
/** What a program would name has to make up so much of a place to be named for it. */
const CONSIDERABLE = 0.3;
const HALF = 0.5;
const MOST_SAMPLED = 256;

/**
 * What tells most of these things and of what is below them: behind tables, arrays, maps, closures and promises the first class
 * of the program that makes up much of it, else the outermost class that has a name. `machinery` for V8's and Node's own parts.
 */
export function mostTellingBelow(
  graph: HeapGraph,
  members: Uint32Array,
  weights: Float64Array,
): PiledUp | 'machinery' | undefined {
  const kinds = kindsOfClasses(graph);
  const whole = sumOver(members, weights);
  const passed: PiledUp[] = [];
  let nodes = members;
  for (let layer = 0; layer < MOST_LAYERS && nodes.length > 0; layer++) {
    const top = heaviest(graph, nodes, weights, whole);
    if (top === undefined || (layer > 0 && top.weight < CONSIDERABLE * whole)) break;
    const kind = kinds[top.classIndex]! as ClassKind;
    if (kind === ClassKind.program) return valuesOf(graph, top, weights) ?? top;
    if (kind === ClassKind.machinery && mostTelling(graph, passed) === undefined) return 'machinery';
    if (kind === ClassKind.machinery) break;
    passed.push(top);
    if (kind === ClassKind.builtin || kind === ClassKind.text) break;
    nodes = belowAll(graph, top.nodes);
  }
  return mostTelling(graph, passed);
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
  return { classIndex, nodes: nodes.filter(isOf), weight, isCollection: false, isHung: false };
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
    if (dominators[target] === key && ephemeronOf(snapshot, edge) !== undefined) values.push(target);
  }
  return values;
}

/** The outermost of the highest kind; of functions that settle promises or go on with a call, the promises or the calls. */
function mostTelling(graph: HeapGraph, layers: readonly PiledUp[]): PiledUp | undefined {
  const kinds = kindsOfClasses(graph);
  const { names } = graph.classes;
  const named = layers.filter(({ classIndex }) => kinds[classIndex] !== ClassKind.part);
  const builtin = named.find(({ classIndex }) => kinds[classIndex] === ClassKind.builtin);
  const promise = named.find(({ classIndex }) => names[classIndex] === 'Promise');
  const wrapper = named.find(({ classIndex }) => kinds[classIndex] === ClassKind.wrapper);
  const isClosure = wrapper !== undefined && names[wrapper.classIndex] === 'Function';
  const call = named.find(({ classIndex }) => names[classIndex] === 'Generator');
  return builtin ?? (isClosure ? (promise ?? call) : undefined) ?? wrapper ?? named[0];
}
