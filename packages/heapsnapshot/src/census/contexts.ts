import type { HeapGraph } from '../graph/heap-graph.js';
import { EdgeType } from '../model/edge-type.js';
import { NodeType } from '../model/node-type.js';
import { type Census, censusOf, type CensusOptions, MOST_ROWS } from './census.js';
import { type CountedFunction, FunctionTally } from './function-tally.js';
import { Largest } from './largest.js';
import { NodeGroups } from './node-groups.js';
import { retainedByGroup } from './retained-by-group.js';

/** What the variables of one name hold in all contexts of a scope. */
export interface CapturedVariable {
  readonly name: string;
  /** Contexts in which it holds something on the heap. */
  readonly contexts: number;
  /** Bytes that would go with the context of each, summed: what others hold as well is not in it. */
  readonly retained: number;
}

/** The contexts that one piece of source made: one per call of a function, or per turn of a loop. */
export interface ContextScope {
  /** The function around it; `(module)` or `(anonymous)` where it has no name. Hostile text. */
  readonly function: string;
  /** The file, where a closure tells it. */
  readonly file?: string;
  readonly contexts: number;
  /** Closures that keep one of them. */
  readonly closures: number;
  /** The functions of these closures. */
  readonly functions: readonly CountedFunction[];
  /** Those that hold the most. */
  readonly variables: readonly CapturedVariable[];
  /** Bytes that would go with the contexts. */
  readonly retained: number;
}

export interface ContextCensus {
  /** Ordered by what they retain. */
  readonly scopes: readonly ContextScope[];
  readonly contexts: number;
  readonly closures: number;
}

interface Sums {
  /** A context of the scope, to ask for its name. */
  readonly context: number;
  readonly tally: FunctionTally;
  readonly variables: Map<string, { contexts: number; retained: number }>;
  contexts: number;
  closures: number;
  file: string | undefined;
}

const MOST_FUNCTIONS = 5;
const MOST_VARIABLES = 8;

/**
 * Contexts: what closures keep alive. V8 makes one context for all closures of a scope, with every variable that any of them
 * uses, so that a small closure may keep what only another one needs.
 */
export function listContexts(graph: HeapGraph, options: CensusOptions = {}): ContextCensus {
  const census = censusOf(graph);
  const { snapshot } = graph;
  const groups = new NodeGroups(snapshot.nodeCount);
  const sums: Sums[] = [];
  const total = { contexts: 0, closures: 0 };
  for (let node = 0; node < snapshot.nodeCount; node++) {
    if (!census.scopes.isContext(node)) continue;
    const group = groups.add(node, String(census.scopes.scopeOf(node)));
    const sum = (sums[group] ??= newSums(census, node));
    total.contexts++;
    sum.contexts++;
    for (const { name, target } of census.scopes.variables(node)) {
      const held = sum.variables.get(name) ?? { contexts: 0, retained: 0 };
      held.contexts++;
      // What others hold as well does not go with this context.
      if (graph.dominators[target] === node) held.retained += graph.retainedSizes[target]!;
      sum.variables.set(name, held);
    }
    forEachClosure(census, node, (closure) => {
      total.closures++;
      sum.closures++;
      sum.tally.add(closure);
      sum.file ??= census.places.fileOf(closure);
    });
  }
  const retained = retainedByGroup(graph, groups.ofNode, groups.count);
  const largest = new Largest<number>(options.most ?? MOST_ROWS);
  sums.forEach((_, group) => largest.add(group, retained[group]!));
  const scopes = largest.sorted().map((group) => describe(census, sums[group]!, retained[group]!));
  return { scopes, ...total };
}

function newSums({ places }: Census, context: number): Sums {
  return {
    context,
    tally: new FunctionTally(places),
    variables: new Map<string, { contexts: number; retained: number }>(),
    contexts: 0,
    closures: 0,
    file: undefined,
  };
}

function describe({ scopes }: Census, sum: Sums, retained: number): ContextScope {
  const variables = new Largest<CapturedVariable>(MOST_VARIABLES);
  for (const [name, held] of sum.variables) variables.add({ name, ...held }, held.retained);
  const name = scopes.declaringFunction(sum.context) ?? '';
  const unnamed = scopes.isOutermost(sum.context) ? '(module)' : '(anonymous)';
  return {
    function: name === '' ? unnamed : name,
    ...(sum.file !== undefined && { file: sum.file }),
    contexts: sum.contexts,
    closures: sum.closures,
    functions: sum.tally.top(MOST_FUNCTIONS),
    variables: variables.sorted(),
    retained,
  };
}

function forEachClosure({ graph, finder }: Census, context: number, visit: (closure: number) => void): void {
  const { retainers, snapshot } = graph;
  const name = finder.nameIndex('context');
  for (let at = retainers.first[context]!; at < retainers.first[context + 1]!; at++) {
    const edge = retainers.edges[at]!;
    const source = graph.sourceOf(edge);
    if (snapshot.edgeTypes[edge] !== EdgeType.internal || snapshot.edgeNames[edge] !== name) continue;
    if (snapshot.nodeTypes[source] === NodeType.closure) visit(source);
  }
}
