import type { HeapGraph } from '../graph/heap-graph.js';
import { ClassKind, kindOfNode } from './class-kind.js';
import { isInner } from './collection-of.js';
import { ephemeronOf } from './ephemeron-of.js';
import { isOpenGround } from './open-ground.js';
import { wayFromRoot } from './way-from-root.js';

/** What most of some things are reached through, none of which it holds alone. */
export interface SharedHolder {
  readonly node: number;
  /** The way from the root to one of them, by it. */
  readonly way: readonly number[];
}

const MOST_SAMPLED = 100;
const HALF = 0.5;
/** From what has one of the things each, such as an object with a socket, up to what has them all. */
const MOST_LEVELS = 4;

/** The nearest that more than half of the things are reached through; `undefined` where there is none, or many hold that as well. */
export function findSharedHolder(graph: HeapGraph, things: Uint32Array): SharedHolder | undefined {
  const stride = Math.max(1, Math.floor(things.length / MOST_SAMPLED));
  const ways: (readonly number[])[] = [];
  let sampled = 0;
  for (let at = 0; at < things.length; at += stride) {
    sampled++;
    const way = wayFromRoot(graph, things[at]!);
    if (way !== undefined) ways.push(way);
  }
  for (let level = 0; level < MOST_LEVELS; level++) {
    const votes = new Map<number, (readonly number[])[]>();
    for (const way of ways) {
      const holder = holderOn(graph, way, level);
      if (holder !== undefined) votes.set(holder, [...(votes.get(holder) ?? []), way]);
    }
    for (const [node, voters] of votes) {
      if (voters.length > HALF * sampled)
        return isOpenGround(graph, node) ? undefined : { node, way: voters[0]! };
    }
  }
  return undefined;
}

/** The holder that is so many above the nearest on a way. Keys of WeakMaps have a value each: what holds the keys holds them. */
function holderOn(graph: HeapGraph, way: readonly number[], level: number): number | undefined {
  let left = level;
  for (let at = way.length - 1; at >= 0; at--) {
    const source = graph.sourceOf(way[at]!);
    if (source === 0) return undefined;
    if (isInner(graph, source) || ephemeronOf(graph.snapshot, way[at]!) !== undefined) continue;
    if (left === 0) return source;
    left--;
    if (kindOfNode(graph, source) === ClassKind.machinery) return undefined;
  }
  return undefined;
}
