import { retainedByGroup } from '../census/retained-by-group.js';
import type { HeapGraph } from '../graph/heap-graph.js';
import type { Accumulation } from '../views/accumulation.js';
import type { Holder } from '../views/holder.js';
import type { PiledUp } from '../views/piled-up.js';
import type { SuspectGrowth } from '../views/suspect.js';
import { sumOver } from '../views/sum-over.js';
import { classKey } from './class-match.js';
import { nodesById } from './nodes-by-id.js';

/** Less is the noise of a living process. */
const LEAST_NEW_BYTES = 64 * 1024;
const LEAST_ARRIVALS = 20;
/** Of what grows without a bound no part of the time sees much less than the others. */
const STEADY = 0.2;
const HALF = 0.5;
/** From the first link of a list to what has it. */
const FEW_STEPS = 3;

export interface GrowthEvidence {
  readonly holder: Holder;
  readonly piledUp: PiledUp;
  /** What `firstSeen` tells. */
  readonly seen: Uint8Array;
  /** What `freshBytes` tells. */
  readonly fresh: Float64Array;
  readonly accumulation: Accumulation;
}

/**
 * How a suspect grew, and whether that is a leak: after each snapshot came things that are all still there in the last, at a
 * rate that does not fall off, and what is held becomes more by as much. With two snapshots only, the holder was there before
 * and most of all that is new is held by it.
 */
export function measureGrowth(
  graphs: readonly HeapGraph[],
  { holder, piledUp, seen, fresh, accumulation }: GrowthEvidence,
): { readonly figures: SuspectGrowth; readonly isLeak: boolean } {
  const { node: place, members, isShared } = accumulation;
  const last = graphs[graphs.length - 1]!;
  const keeper = keeperOf(last, holder.node, seen);
  const retained = isShared
    ? [...retainedByClassOf(members[0]!, graphs)]
    : graphs.map(({ snapshot, retainedSizes }) => {
        const node = nodesById(snapshot).find(keeper.id);
        return node === undefined ? 0 : retainedSizes[node]!;
      });
  // What native code has in hand is held by no collection alone, and is all of it still there.
  if (!isShared)
    retained[graphs.length - 1] = Math.max(retained[graphs.length - 1]!, last.retainedSizes[place]!);
  const newBytes = isShared ? sumOver(members, fresh) : fresh[place]!;
  const arrivals = new Array<number>(graphs.length).fill(0);
  for (const node of piledUp.nodes) arrivals[seen[node]!]!++;
  const figures = { retained, arrivals, newBytes };
  const later = arrivals.slice(1);
  const isSteady = Math.min(...later) >= Math.max(LEAST_ARRIVALS, STEADY * Math.max(...later));
  const rises = retained.slice(1).map((bytes, at) => bytes - retained[at]!);
  const rise = retained[retained.length - 1]! - retained[0]!;
  if (piledUp.isCollection) {
    const isGrowing = Math.min(...rises) >= Math.max(1, STEADY * Math.max(...rises));
    const isMost = graphs.length > 2 || rise >= HALF * riseOfHeap(graphs);
    return { figures, isLeak: rise >= LEAST_NEW_BYTES && isGrowing && keeper.isNear && isMost };
  }
  // A full cache has new things too, but in place of old ones.
  const isRising = Math.min(...rises) > 0 && rise >= HALF * newBytes;
  const isBeyondDoubt = graphs.length > 2 || (keeper.isNear && newBytes >= HALF * fresh[0]!);
  const isLeak = newBytes >= LEAST_NEW_BYTES && isSteady && isRising && isBeyondDoubt;
  return { figures, isLeak };
}

/** By snapshot, the bytes that go with all things of the class of a node of the last: what no place alone holds, no place tells. */
function retainedByClassOf(node: number, graphs: readonly HeapGraph[]): readonly number[] {
  const last = graphs[graphs.length - 1]!;
  const key = classKey(last, last.classes.ofNode[node]!);
  return graphs.map((graph) => {
    const isOfClass = graph.classes.names.map((_, classIndex) => classKey(graph, classIndex) === key);
    const groups = Uint32Array.from(graph.classes.ofNode, (classIndex) => (isOfClass[classIndex]! ? 1 : 0));
    return retainedByGroup(graph, groups, 1)[0]!;
  });
}

function riseOfHeap(graphs: readonly HeapGraph[]): number {
  return graphs[graphs.length - 1]!.retainedSizes[0]! - graphs[0]!.retainedSizes[0]!;
}

/** The holder, or what held it before it was made anew: the nearest above it that was always there. */
function keeperOf(
  { snapshot, dominators }: HeapGraph,
  holder: number,
  seen: Uint8Array,
): { readonly id: number; readonly isNear: boolean } {
  let node = holder;
  let steps = 0;
  for (; node !== 0 && seen[node]! > 0; steps++) node = dominators[node]!;
  return { id: snapshot.nodeIds[node]!, isNear: node !== 0 && steps <= FEW_STEPS };
}
