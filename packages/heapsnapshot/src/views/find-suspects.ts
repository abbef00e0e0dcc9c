import { longBytes } from '@heaptide/profile';
import type { HeapGraph } from '../graph/heap-graph.js';
import { firstSeen } from '../growth/first-seen.js';
import { freshBytes } from '../growth/fresh-bytes.js';
import { measureGrowth } from '../growth/measure-growth.js';
import type { Accumulation } from './accumulation.js';
import { allocationPlaces } from './allocation-places.js';
import { ClassKind, kindsOfClasses } from './class-kind.js';
import { findAccumulations } from './find-accumulations.js';
import { findHolder } from './holder.js';
import { isMachinery } from './machinery.js';
import { findPiledUp } from './piled-up.js';
import type { PiledUp } from './piled-up.js';
import { tellSuspect } from './suspect-text.js';
import type { Severity, Suspect, SuspectGrowth } from './suspect.js';
import { tellPath } from './tell-path.js';
import { wayFromRoot } from './way-from-root.js';

export interface SuspectOptions {
  /** Snapshots of the same process that were taken before, in order. */
  readonly earlier?: readonly HeapGraph[];
  /** At most so many; 20 unless given. */
  readonly most?: number;
}

const MiB = 2 ** 20;
/** Eclipse MAT's share of the heap. */
const SUSPECT_SHARE = 0.1;
const SUSPECT_BYTES = MiB;
/** Of less, so many like things are a pile too. */
const SUSPECT_COUNT = 4_000;
const SUSPECT_BYTES_OF_MANY = MiB / 2;
/** So few are large things, not a pile. */
const FEW = 3;
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
    for (const accumulation of findAccumulations(graph, { weights, least })) {
      const suspect = examine(graphs, { accumulation, weights, news });
      if (suspect === undefined || holders.has(suspect.holder.node)) continue;
      holders.add(suspect.holder.node);
      suspects.push(suspect);
    }
  };
  if (news !== undefined) collect(news.fresh);
  collect(graph.retainedSizes);
  return withTheirLike(graph, suspects).sort(byWeight).slice(0, most);
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
    const text = `${suspect.text}; ${alike.length - 1} more such hold as many, ${longBytes(size)} in all`;
    return { ...suspect, severity: 'accumulation', text };
  });
}

/** Whether so much is worth suspicion in this heap. */
function isPile(graph: HeapGraph, { size, count }: { size: number; count: number }): boolean {
  const isMuch = size >= SUSPECT_BYTES || (size >= SUSPECT_BYTES_OF_MANY && count >= SUSPECT_COUNT);
  return isMuch && count > FEW && size >= SUSPECT_SHARE * graph.retainedSizes[0]!;
}

interface Evidence {
  readonly accumulation: Accumulation;
  readonly weights: Float64Array;
  readonly news: News | undefined;
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
  { accumulation, weights, news }: Evidence,
): Suspect | undefined {
  const graph = graphs[graphs.length - 1]!;
  const piledUp = findPiledUp(graph, accumulation, weights);
  if (piledUp === undefined || isMachinery(graph, accumulation, piledUp)) return undefined;
  const sample = nearest(graph, piledUp.nodes);
  const way = wayFromRoot(graph, sample);
  if (way === undefined) return undefined;
  const holder = findHolder(graph, accumulation);
  const retainedSize =
    weights === graph.retainedSizes ? accumulation.size : graph.retainedSizes[accumulation.node]!;
  const growth = news && measureGrowth(graphs, { holder, piledUp, ...news, place: accumulation.node });
  const suspect = {
    holder,
    leakedClass: graph.classes.names[piledUp.classIndex]!,
    classIndex: piledUp.classIndex,
    place: allocationPlaces(graph).ofClass(piledUp.classIndex),
    count: piledUp.nodes.length,
    retainedSize,
    share: retainedSize / graph.retainedSizes[0]!,
    isChain: accumulation.isChain,
    isCollection: piledUp.isCollection,
    path: tellPath(graph, way),
    growth: growth?.figures,
    severity: severityOf(graph, piledUp, retainedSize, growth),
  };
  return { ...suspect, text: tellSuspect(suspect) };
}

function severityOf(
  graph: HeapGraph,
  { nodes, classIndex, isCollection }: PiledUp,
  size: number,
  growth: { readonly figures: SuspectGrowth; readonly isLeak: boolean } | undefined,
): Severity {
  if (growth !== undefined) return growth.isLeak ? 'leak' : 'info';
  // A collection is one thing, but of as many as fill it.
  const isGrowable = isCollection && kindsOfClasses(graph)[classIndex] === ClassKind.wrapper;
  return isPile(graph, { size, count: isGrowable ? FEW + 1 : nodes.length }) ? 'accumulation' : 'info';
}

/** The one that is nearest to a root, the first of several. */
function nearest({ distances }: HeapGraph, nodes: Uint32Array): number {
  let best = nodes[0]!;
  for (const node of nodes) if (distances[node]! >= 0 && distances[node]! < distances[best]!) best = node;
  return best;
}
