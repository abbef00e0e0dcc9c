import type { HeapGraph } from '../graph/heap-graph.js';
import { EdgeType } from '../model/edge-type.js';
import { NodeType } from '../model/node-type.js';
import { type Census, censusOf, type CensusOptions, MOST_ROWS } from './census.js';
import { type CountedFunction, FunctionTally } from './function-tally.js';
import { Largest } from './largest.js';
import { NodeGroups } from './node-groups.js';
import { retainedByGroup } from './retained-by-group.js';

/** Timers of one kind and duration. */
export interface TimerList {
  /** `cleared` timers run no more, but something of the program still holds them. */
  readonly kind: 'timeout' | 'immediate' | 'cleared';
  /** Duration in milliseconds, of timeouts and intervals. */
  readonly milliseconds?: number;
  readonly timers: number;
  /** How many of them are intervals. */
  readonly intervals: number;
  /** What they call, most often first. */
  readonly callbacks: readonly CountedFunction[];
  /** Bytes that would go with them. */
  readonly retained: number;
}

export interface TimerCensus {
  /** Ordered by their timers. */
  readonly lists: readonly TimerList[];
  readonly timers: number;
}

interface Sums {
  readonly kind: TimerList['kind'];
  readonly milliseconds: number | undefined;
  readonly tally: FunctionTally;
  timers: number;
  intervals: number;
}

const MOST_CALLBACKS = 5;

/**
 * Timers by their list: Node.js has one `TimersList` per duration, found by it in an object, and its `Timeout`s in a ring
 * (`lib/internal/timers.js`); immediates are one list.
 */
export function listTimers(graph: HeapGraph, options: CensusOptions = {}): TimerCensus {
  const census = censusOf(graph);
  const { snapshot } = graph;
  const durations = durationsOf(census);
  const groups = new NodeGroups(snapshot.nodeCount);
  const sums: Sums[] = [];
  let timers = 0;
  for (let node = 0; node < snapshot.nodeCount; node++) {
    const callback = callbackOf(census, node);
    if (callback === undefined) continue;
    const kind = kindOf(census, node, durations);
    const milliseconds = kind === 'timeout' ? durations.get(node) : undefined;
    const group = groups.add(node, `${kind} ${milliseconds ?? ''}`);
    const sum = (sums[group] ??= {
      kind,
      milliseconds,
      tally: new FunctionTally(census.places),
      timers: 0,
      intervals: 0,
    });
    timers++;
    sum.timers++;
    if (kind !== 'immediate' && isInterval(census, node)) sum.intervals++;
    if (snapshot.nodeTypes[callback] === NodeType.closure) sum.tally.add(callback);
  }
  const retained = retainedByGroup(graph, groups.ofNode, groups.count);
  const largest = new Largest<TimerList>(options.most ?? MOST_ROWS);
  sums.forEach(({ kind, milliseconds, tally, ...counts }, group) => {
    const callbacks = tally.top(MOST_CALLBACKS);
    const duration = milliseconds === undefined ? {} : { milliseconds };
    largest.add({ kind, ...duration, ...counts, callbacks, retained: retained[group]! }, counts.timers);
  });
  return { lists: largest.sorted(), timers };
}

/** What a timer calls; undefined for what is no timer. That of a cleared one may be null. */
function callbackOf({ graph, finder }: Census, node: number): number | undefined {
  if (graph.snapshot.nodeTypes[node] !== NodeType.object) return undefined;
  if (finder.isNamed(node, 'Timeout')) return finder.property(node, '_onTimeout');
  if (finder.isNamed(node, 'Immediate')) return finder.property(node, '_onImmediate');
  return undefined;
}

function kindOf(
  { graph, finder }: Census,
  node: number,
  durations: ReadonlyMap<number, number>,
): TimerList['kind'] {
  if (finder.isNamed(node, 'Immediate')) {
    const next = finder.property(node, '_onImmediate')!;
    return graph.snapshot.nodeTypes[next] === NodeType.closure ? 'immediate' : 'cleared';
  }
  return durations.has(node) ? 'timeout' : 'cleared';
}

/** Intervals have their period in `_repeat`: a small integer, which has no node, or a number; other timers have null there. */
function isInterval({ graph, finder }: Census, node: number): boolean {
  const repeat = finder.property(node, '_repeat');
  return repeat === undefined || graph.snapshot.nodeTypes[repeat] === NodeType.number;
}

/** The duration of each timer that is in a list. */
function durationsOf(census: Census): Map<number, number> {
  const { graph, finder } = census;
  const { snapshot } = graph;
  const durations = new Map<number, number>();
  for (let list = 0; list < snapshot.nodeCount; list++) {
    if (snapshot.nodeTypes[list] !== NodeType.object || !finder.isNamed(list, 'TimersList')) continue;
    const milliseconds = durationOf(census, list);
    if (milliseconds === undefined) continue;
    let timer = finder.property(list, '_idleNext');
    while (timer !== undefined && timer !== list && !durations.has(timer)) {
      durations.set(timer, milliseconds);
      timer = finder.property(timer, '_idleNext');
    }
  }
  return durations;
}

/** Lists are elements of a plain object, numbered by their duration; the queue that also has them is an array. */
function durationOf({ graph, finder }: Census, list: number): number | undefined {
  const { retainers, snapshot } = graph;
  for (let at = retainers.first[list]!; at < retainers.first[list + 1]!; at++) {
    const edge = retainers.edges[at]!;
    if (snapshot.edgeTypes[edge] !== EdgeType.element) continue;
    if (!finder.isNamed(graph.sourceOf(edge), 'Array')) return snapshot.edgeNames[edge]!;
  }
  return undefined;
}
