import { EdgeFinder } from '../census/edge-finder.js';
import type { FunctionPlace } from '../census/function-places.js';
import type { HeapGraph } from '../graph/heap-graph.js';
import { NodeType } from '../model/node-type.js';
import { boundTarget } from './bound-target.js';
import { functionPlace } from './function-place.js';

const MOST_SAMPLED = 4_096;
const HALF = 0.5;

/** The function that most of some things are of. */
export interface FunctionOfMost extends FunctionPlace {
  /** What the things are to it: closures of it, suspended calls of it (generators), or timers that will call it. */
  readonly role: 'closure' | 'call' | 'timer';
  /** Whether it is that of all, as far as they were asked. */
  readonly isOfAll: boolean;
}

/** `undefined` where the things have no function, or no function is that of more than half. */
export function functionOfMost(graph: HeapGraph, things: Uint32Array): FunctionOfMost | undefined {
  const { snapshot } = graph;
  const finder = new EdgeFinder(snapshot);
  /** By what closures of one function share: how many, and one of them. */
  const tally = new Map<number, { readonly closure: number; count: number }>();
  const stride = Math.max(1, Math.ceil(things.length / MOST_SAMPLED));
  let sampled = 0;
  let role: FunctionOfMost['role'] | undefined;
  for (let at = 0; at < things.length; at += stride) {
    const found = functionOf(graph, things[at]!, finder);
    if (found === undefined || (role !== undefined && found.role !== role)) return undefined;
    role = found.role;
    sampled++;
    const shared = finder.internal(boundTarget(snapshot, found.closure), 'shared') ?? found.closure;
    const counted = tally.get(shared);
    if (counted === undefined) tally.set(shared, { closure: found.closure, count: 1 });
    else counted.count++;
  }
  for (const { closure, count } of tally.values()) {
    if (role !== undefined && count > HALF * sampled)
      return { ...functionPlace(graph, closure), role, isOfAll: count === sampled };
  }
  return undefined;
}

function functionOf(
  { snapshot }: HeapGraph,
  thing: number,
  finder: EdgeFinder,
): { readonly closure: number; readonly role: FunctionOfMost['role'] } | undefined {
  if (snapshot.nodeTypes[thing] === NodeType.closure) return { closure: thing, role: 'closure' };
  if (snapshot.nodeTypes[thing] !== NodeType.object) return undefined;
  const called = finder.internal(thing, 'function');
  if (called !== undefined) return { closure: called, role: 'call' };
  const callback = finder.property(thing, '_onTimeout') ?? finder.property(thing, '_onImmediate');
  const isFunction = callback !== undefined && snapshot.nodeTypes[callback] === NodeType.closure;
  return isFunction ? { closure: callback, role: 'timer' } : undefined;
}
