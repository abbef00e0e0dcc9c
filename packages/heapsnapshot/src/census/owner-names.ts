import type { HeapGraph } from '../graph/heap-graph.js';
import { EdgeType } from '../model/edge-type.js';
import { NodeType } from '../model/node-type.js';
import { ContextScopes } from './context-scopes.js';
import type { EdgeFinder } from './edge-finder.js';
import type { FunctionPlaces } from './function-places.js';
import { dictionaryOf } from './table-layout.js';

/** Edges to a node that are looked at to find who owns it. */
const MOST_RETAINERS = 256;
/** Steps from a thing to what a person would name it by. */
const MOST_STEPS = 16;
const MOST_CHARACTERS = 128;
/** A Map has room for 2^24. */
const MOST_REMEMBERED = 1_000_000;

/** Better edges, that a person would name a thing by, have lower ranks; -1 is never followed. */
const RANKS: Readonly<Record<EdgeType, number>> = {
  [EdgeType.property]: 0,
  [EdgeType.context]: 1,
  [EdgeType.element]: 2,
  [EdgeType.internal]: 3,
  [EdgeType.hidden]: 4,
  [EdgeType.other]: 5,
  [EdgeType.shortcut]: 6,
  [EdgeType.weak]: -1,
};

/**
 * Says in a few words who holds a node: `Registry.sessions`, `Registry.list[]` for an entry of a list, `cache in load()` for a
 * variable of a function, `cache in app.js` for one of a module. Follows the shortest way towards the roots until there is a
 * name. Entries of lists, maps, sets and dictionaries are `[]`: their keys are data, and are not told.
 */
export class OwnerNames {
  readonly #scopes: ContextScopes;
  readonly #dictionaries = new Map<number, boolean>();

  readonly #graph: HeapGraph;
  readonly #finder: EdgeFinder;
  readonly #places: FunctionPlaces;

  constructor(graph: HeapGraph, finder: EdgeFinder, places: FunctionPlaces) {
    this.#graph = graph;
    this.#finder = finder;
    this.#places = places;

    this.#scopes = new ContextScopes(graph.snapshot, finder);
  }

  ownerOf(node: number): string {
    const { edgeTypes, nodeTypes } = this.#graph.snapshot;
    let at = node;
    let marks = '';
    for (let steps = 0; steps < MOST_STEPS; steps++) {
      const edge = this.nearestRetainer(at);
      if (edge === undefined) break;
      const source = this.#graph.sourceOf(edge);
      const type = edgeTypes[edge]! as EdgeType;
      if (nodeTypes[source] === NodeType.synthetic) return this.#nodeName(source) + marks;
      if (type === EdgeType.context || (type === EdgeType.hidden && this.#scopes.isContext(source))) {
        return `${this.#variableName(edge, type)} in ${this.#scopeName(source)}${marks}`;
      }
      if (type === EdgeType.property && !this.#isWrapped(edge, source)) {
        if (!this.#isDictionary(source)) return `${this.#holderName(source)}.${this.#edgeName(edge)}${marks}`;
        if (this.#isGlobal(source)) return `global.${this.#edgeName(edge)}${marks}`;
        marks = `[]${marks}`;
      } else if (type === EdgeType.element || this.#isTableEdge(edge, type)) {
        marks = `[]${marks}`;
      }
      at = source;
    }
    return at === node ? '(unknown)' : this.className(at) + marks;
  }

  /** The edge that a shortest way from the roots comes by, and of such the one with the best name. */
  nearestRetainer(node: number): number | undefined {
    const { retainers, distances, snapshot } = this.#graph;
    const end = Math.min(retainers.first[node + 1]!, retainers.first[node]! + MOST_RETAINERS);
    let best: number | undefined;
    let bestDistance = Infinity;
    let bestRank = Infinity;
    for (let at = retainers.first[node]!; at < end; at++) {
      const edge = retainers.edges[at]!;
      const rank = RANKS[snapshot.edgeTypes[edge]! as EdgeType];
      const source = this.#graph.sourceOf(edge);
      if (rank < 0 || source === node) continue;
      const distance = distances[source]!;
      if (distance < 0) continue;
      if (distance < bestDistance || (distance === bestDistance && rank < bestRank)) {
        best = edge;
        bestDistance = distance;
        bestRank = rank;
      }
    }
    return best;
  }

  className(node: number): string {
    const { names, ofNode } = this.#graph.classes;
    return cut(names[ofNode[node]!] ?? '');
  }

  /** A function's own name, since static fields are found by it; the class of everything else. */
  #holderName(node: number): string {
    if (this.#isGlobal(node)) return 'global';
    const isNamed = this.#graph.snapshot.nodeTypes[node] === NodeType.closure && this.#nodeName(node) !== '';
    return isNamed ? this.#nodeName(node) : this.className(node);
  }

  /** Whether the edge leads from a collection to the table of its entries. */
  #isTableEdge(edge: number, type: EdgeType): boolean {
    return (
      type === EdgeType.internal && this.#graph.snapshot.edgeNames[edge] === this.#finder.nameIndex('table')
    );
  }

  /** Whether the edge leads from what `once` of an emitter made to the function that it calls. */
  #isWrapped(edge: number, source: number): boolean {
    const { edgeNames, nodeTypes } = this.#graph.snapshot;
    return nodeTypes[source] === NodeType.closure && edgeNames[edge] === this.#finder.nameIndex('listener');
  }

  #isDictionary(node: number): boolean {
    const known = this.#dictionaries.get(node);
    if (known !== undefined) return known;
    const { snapshot } = this.#graph;
    const answer = dictionaryOf(snapshot, this.#finder, node) !== undefined;
    if (this.#dictionaries.size < MOST_REMEMBERED) this.#dictionaries.set(node, answer);
    return answer;
  }

  #isGlobal(node: number): boolean {
    return (
      this.#graph.snapshot.nodeTypes[node] === NodeType.object && /^global($|\W)/.test(this.#nodeName(node))
    );
  }

  #scopeName(context: number): string {
    const name = this.#scopes.declaringFunction(context);
    if (name !== undefined && name !== '') return `${cut(name)}()`;
    const file = this.#fileOf(context);
    if (file !== undefined) return file;
    return this.#scopes.isOutermost(context) ? 'a module' : 'an anonymous function';
  }

  /** Name of the file of a closure that uses the context. */
  #fileOf(context: number): string | undefined {
    const { retainers, snapshot } = this.#graph;
    const end = Math.min(retainers.first[context + 1]!, retainers.first[context]! + MOST_RETAINERS);
    for (let at = retainers.first[context]!; at < end; at++) {
      const source = this.#graph.sourceOf(retainers.edges[at]!);
      if (snapshot.nodeTypes[source] !== NodeType.closure) continue;
      const path = this.#places.fileOf(source);
      if (path?.startsWith('node:')) return cut(path);
      if (path !== undefined) return cut(path.slice(path.lastIndexOf('/') + 1));
    }
    return undefined;
  }

  #variableName(edge: number, type: EdgeType): string {
    if (type === EdgeType.context) return this.#edgeName(edge);
    const { edgeTargets } = this.#graph.snapshot;
    const variables = this.#scopes.variables(this.#graph.sourceOf(edge));
    return variables.find(({ target }) => target === edgeTargets[edge])?.name ?? '(a variable)';
  }

  #edgeName(edge: number): string {
    const { strings, edgeNames } = this.#graph.snapshot;
    return cut(strings.beginning(edgeNames[edge]!, MOST_CHARACTERS + 1));
  }

  #nodeName(node: number): string {
    const { strings, nodeNames } = this.#graph.snapshot;
    return cut(strings.beginning(nodeNames[node]!, MOST_CHARACTERS + 1));
  }
}

function cut(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}
