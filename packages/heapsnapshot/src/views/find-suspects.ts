import { longBytes } from '@heaptide/profile';
import type { HeapGraph } from '../graph/heap-graph.js';
import { firstSeen } from '../growth/first-seen.js';
import { freshBytes } from '../growth/fresh-bytes.js';
import { measureGrowth } from '../growth/measure-growth.js';
import type { Accumulation } from './accumulation.js';
import { allocationPlaces } from './allocation-places.js';
import { ClassKind, kindsOfClasses } from './class-kind.js';
import { findAccumulations } from './find-accumulations.js';
import { functionOfMost } from './function-of-most.js';
import { findHolder } from './holder.js';
import { isPile, isSuspicious } from './judge-pile.js';
import { isMachinery } from './machinery.js';
import { findPiledUp } from './find-piled-up.js';
import { findSharedHolder } from './shared-holder.js';
import { sumOver } from './sum-over.js';
import { addWords, tellSuspect } from './suspect-text.js';
import type { Severity, Suspect } from './suspect.js';
import { tellPath } from './tell-path.js';
import { wayFromRoot } from './way-from-root.js';

export interface SuspectOptions {
  /** Snapshots of the same process that were taken before, in order. */
  readonly earlier?: readonly HeapGraph[];
  /** At most so many; 20 unless given. */
  readonly most?: number;
}

/** Less is not told at all. */
const LEAST_SHARE = 0.01;
const LEAST_BYTES = 64 * 1024;

/**
 * Where the heap's mass piles up: accumulation points of the dominator tree (the rules of Eclipse MAT's leak suspects), what
 * piles up there as the program would call it, and who holds it. V8's and Node's own code, shapes and modules are never
 * suspects. Leaks first, then what is largest.
 */
export function findSuspects(graph: HeapGraph, options: SuspectOptions = {}): readonly Suspect[] {
  const { earlier = [], most = 20 } = options;
  const graphs = [...earlier, graph];
  const news = earlier.length > 0 ? newsOf(graphs) : undefined;
  const suspects: Suspect[] = [];
  const holders = new Set<number>();
  const collect = (weights: Float64Array): void => {
    const least = Math.max(LEAST_BYTES, LEAST_SHARE * weights[0]!);
    const placeOf = new Map<number, number>();
    for (const accumulation of findAccumulations(graph, { weights, least })) {
      const evidence = { accumulation, weights, news };
      const suspect = examine(graphs, evidence);
      if (suspect === undefined) continue;
      const holder = suspect.holder.node;
      const before = placeOf.get(holder);
      if (before !== undefined && isNamedBetter(graph, suspect, suspects[before]!)) {
        suspects[before] = examine(graphs, { ...evidence, beside: suspects[before]!.retainedSize })!;
      } else if (!holders.has(holder)) {
        holders.add(holder);
        placeOf.set(holder, suspects.push(suspect) - 1);
      }
    }
  };
  if (news !== undefined) collect(news.fresh);
  collect(graph.retainedSizes);
  return withTheirLike(graph, suspects).sort(byWeight).slice(0, most);
}

/** Fewer things of the program than so many of Node's are not what has those. */
const LEAST_OWNERS = 0.25;

/** Whether things of the program have what was found before in the same holder: then these are told, with the bytes of both. */
function isNamedBetter(graph: HeapGraph, suspect: Suspect, before: Suspect): boolean {
  const kinds = kindsOfClasses(graph);
  return (
    kinds[suspect.classIndex] === ClassKind.program &&
    kinds[before.classIndex] === ClassKind.builtin &&
    suspect.count >= LEAST_OWNERS * before.count
  );
}

const ORDER: Readonly<Record<Severity, number>> = { leak: 0, accumulation: 1, info: 2 };

function byWeight(a: Suspect, b: Suspect): number {
  return (
    ORDER[a.severity] - ORDER[b.severity] ||
    (b.growth?.newBytes ?? 0) - (a.growth?.newBytes ?? 0) ||
    b.retainedSize - a.retainedSize
  );
}

/** One thing that piles up in several places of one class, such as timers in lists by their time, is judged by all of them. */
function withTheirLike(graph: HeapGraph, suspects: readonly Suspect[]): Suspect[] {
  const told = new Set<string>();
  return suspects.map((suspect) => {
    const { severity, holder, classIndex, growth, isCollection } = suspect;
    const key = `${classIndex} ${holder.class}`;
    if (severity !== 'info' || growth !== undefined || isCollection || told.has(key)) return suspect;
    told.add(key);
    const alike = suspects.filter((other) => `${other.classIndex} ${other.holder.class}` === key);
    const size = alike.reduce((sum, other) => sum + other.retainedSize, 0);
    const count = alike.reduce((sum, other) => sum + other.count, 0);
    if (alike.length < 2 || !isPile(graph, { size, count })) return suspect;
    const words = `; ${alike.length - 1} more such hold as many, ${longBytes(size)} in all`;
    return { ...suspect, severity: 'accumulation', ...addWords(suspect, words) };
  });
}

interface Evidence {
  readonly accumulation: Accumulation;
  readonly weights: Float64Array;
  readonly news: News | undefined;
  /** Bytes that the holder has beside the accumulation; 0 unless given. */
  readonly beside?: number;
}

/** What earlier snapshots did not have. */
interface News {
  readonly seen: Uint8Array;
  readonly fresh: Float64Array;
}

function newsOf(graphs: readonly HeapGraph[]): News {
  const seen = firstSeen(graphs);
  return { seen, fresh: freshBytes(graphs[graphs.length - 1]!, seen) };
}

function examine(
  graphs: readonly HeapGraph[],
  { accumulation, weights, news, beside = 0 }: Evidence,
): Suspect | undefined {
  const graph = graphs[graphs.length - 1]!;
  const piledUp = findPiledUp(graph, accumulation, weights);
  if (piledUp === undefined || isMachinery(graph, accumulation, piledUp)) return undefined;
  const { members, isShared, isChain } = accumulation;
  const shared = isShared ? findSharedHolder(graph, members) : undefined;
  const way = shared?.way ?? wayFromRoot(graph, nearest(graph, piledUp.nodes));
  if (way === undefined) return undefined;
  const holder = findHolder(graph, accumulation, shared);
  const held = weights === graph.retainedSizes ? accumulation.size : heldBy(graph, accumulation);
  const retainedSize = held + beside;
  const growth = news && measureGrowth(graphs, { holder, piledUp, ...news, accumulation });
  const severity = growth?.isLeak === true ? 'leak' : 'info';
  const isSuspect =
    growth === undefined && isSuspicious(graph, piledUp, { holder: holder.node, size: retainedSize });
  const suspect = {
    holder,
    leakedClass: graph.classes.names[piledUp.classIndex]!,
    classIndex: piledUp.classIndex,
    place: allocationPlaces(graph).ofClass(piledUp.classIndex),
    function: functionOfMost(graph, piledUp.nodes),
    count: piledUp.nodes.length,
    retainedSize,
    share: retainedSize / graph.retainedSizes[0]!,
    isChain,
    isHung: piledUp.isHung,
    isCollection: piledUp.isCollection,
    path: tellPath(graph, way),
    growth: growth?.figures,
    severity: isSuspect ? 'accumulation' : severity,
  } as const;
  return { ...suspect, ...tellSuspect(suspect) };
}

/** Bytes of all that a place holds. */
function heldBy({ retainedSizes }: HeapGraph, { node, members, isShared }: Accumulation): number {
  return isShared ? sumOver(members, retainedSizes) : retainedSizes[node]!;
}

/** The one that is nearest to a root, the first of several. */
function nearest({ distances }: HeapGraph, nodes: Uint32Array): number {
  let best = nodes[0]!;
  for (const node of nodes) if (distances[node]! >= 0 && distances[node]! < distances[best]!) best = node;
  return best;
}
