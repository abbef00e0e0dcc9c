import type { HeapGraph } from '../graph/heap-graph.js';
import { EdgeType } from '../model/edge-type.js';
import { NodeType } from '../model/node-type.js';
import { type Census, censusOf, type CensusOptions, MOST_ROWS } from './census.js';
import type { FunctionPlace } from './function-places.js';
import { Largest } from './largest.js';
import { NodeGroups } from './node-groups.js';
import { retainedByGroup } from './retained-by-group.js';

/** Pending promises that the same function waits for. */
export interface PromiseWaiters {
  /** `await`: an async function stands at one. `then`: a callback waits. `builtin`: V8 itself does, as in `Promise.all`. */
  readonly kind: 'await' | 'then' | 'builtin';
  /** The async function, the callback, or V8's own name. */
  readonly waiter: FunctionPlace;
  /** Who holds the promises, as the first of them is held. */
  readonly owner: string;
  /** Pending promises of which this waits first. */
  readonly promises: number;
  /** How many times it waits. */
  readonly waits: number;
  /** Bytes that would go with the promises. */
  readonly retained: number;
}

export interface PromiseCensus {
  /** Ordered by waits. */
  readonly waiters: readonly PromiseWaiters[];
  readonly promises: number;
  readonly waits: number;
}

interface Sums {
  readonly kind: PromiseWaiters['kind'];
  readonly waiter: FunctionPlace;
  readonly owner: string;
  promises: number;
  waits: number;
}

const REACTION = 'system / PromiseReaction';
/** Async functions in async functions around a builtin's closure. */
const MOST_CLOSURES = 4;

/**
 * Promises that are pending and waited for, by who waits. A promise that nobody waits for cannot be told from one that was
 * fulfilled with a number, so those are not counted. Layout: V8 `src/objects/js-promise.tq`, `src/objects/promise.tq`.
 */
export function listPendingPromises(graph: HeapGraph, options: CensusOptions = {}): PromiseCensus {
  const census = censusOf(graph);
  const { snapshot } = graph;
  const groups = new NodeGroups(snapshot.nodeCount);
  const sums: Sums[] = [];
  const total = { promises: 0, waits: 0 };
  for (let node = 0; node < snapshot.nodeCount; node++) {
    if (snapshot.nodeTypes[node] !== NodeType.object) continue;
    let reaction = census.finder.internal(node, 'reactions_or_result');
    if (reaction === undefined || !isReaction(census, reaction)) continue;
    total.promises++;
    let isFirst = true;
    for (let budget = snapshot.nodeCount; reaction !== undefined && budget > 0; budget--) {
      const { kind, key, closure } = waiterOf(census, reaction);
      const group = groups.groupOf(`${kind} ${key}`);
      if (isFirst) groups.add(node, `${kind} ${key}`);
      const sum = (sums[group] ??= {
        kind,
        waiter: closure === undefined ? { name: key } : census.places.placeOf(closure),
        owner: census.owners.ownerOf(node),
        promises: 0,
        waits: 0,
      });
      if (isFirst) sum.promises++;
      sum.waits++;
      total.waits++;
      isFirst = false;
      reaction = nextReaction(census, reaction);
    }
  }
  const retained = retainedByGroup(graph, groups.ofNode, groups.count);
  const largest = new Largest<PromiseWaiters>(options.most ?? MOST_ROWS);
  sums.forEach((sum, group) => largest.add({ ...sum, retained: retained[group]! }, sum.waits));
  return { waiters: largest.sorted(), ...total };
}

function isReaction({ graph, finder }: Census, node: number): boolean {
  return graph.snapshot.nodeTypes[node] === NodeType.hidden && finder.isNamed(node, REACTION);
}

/** Reactions of one promise are a list; the next has no name of its own. */
function nextReaction(census: Census, reaction: number): number | undefined {
  return partsOf(census, reaction).find((part) => isReaction(census, part));
}

function partsOf({ graph }: Census, node: number): number[] {
  const { firstEdges, edgeTypes, edgeTargets } = graph.snapshot;
  const parts: number[] = [];
  for (let edge = firstEdges[node]!; edge < firstEdges[node + 1]!; edge++) {
    if (edgeTypes[edge] === EdgeType.hidden) parts.push(edgeTargets[edge]!);
  }
  return parts;
}

interface Waiter {
  readonly kind: PromiseWaiters['kind'];
  /** The same for the same function. */
  readonly key: string;
  /** A closure of the function; missing for a builtin. */
  readonly closure?: number;
}

function waiterOf(census: Census, reaction: number): Waiter {
  const { graph, places } = census;
  const handlers = partsOf(census, reaction).filter(
    (part) => graph.snapshot.nodeTypes[part] === NodeType.closure,
  );
  for (const handler of handlers) {
    const waiting = awaitingFunction(census, handler);
    if (waiting !== undefined)
      return { kind: 'await', key: String(places.functionOf(waiting)), closure: waiting };
  }
  for (const handler of handlers) {
    if (places.fileOf(handler) !== undefined)
      return { kind: 'then', key: String(places.functionOf(handler)), closure: handler };
  }
  const names = handlers.map((handler) => builtinName(census, handler));
  // What settles a promise is the same for all; the other handler says for what.
  const telling = names.find((name) => !name.startsWith('PromiseCapabilityDefault'));
  return { kind: 'builtin', key: telling ?? names[0] ?? 'a promise' };
}

/** The async function that goes on when V8's own handler is called: the generator in its context knows it. */
function awaitingFunction({ graph, finder }: Census, handler: number): number | undefined {
  let closure = handler;
  for (let steps = 0; steps < MOST_CLOSURES; steps++) {
    const context = finder.internal(closure, 'context');
    const generator = context === undefined ? undefined : finder.internal(context, 'extension');
    const waiting = generator === undefined ? undefined : finder.internal(generator, 'function');
    if (waiting === undefined || graph.snapshot.nodeTypes[waiting] !== NodeType.closure) return undefined;
    if (finder.internal(waiting, 'shared') !== undefined) return waiting;
    closure = waiting;
  }
  return undefined;
}

/** V8's name for what a builtin closure runs, as in `(PromiseAllResolveElementClosure builtin code)`. */
function builtinName({ finder, places }: Census, closure: number): string {
  const code = finder.internal(closure, 'code');
  const name = code === undefined ? '' : places.nameOf(code);
  return /^\((\w+) builtin/.exec(name)?.[1] ?? 'V8';
}
