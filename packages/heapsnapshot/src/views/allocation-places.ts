import type { HeapGraph } from '../graph/heap-graph.js';
import { NodeType } from '../model/node-type.js';
import { followInternal } from './follow-internal.js';

/** A place in a source. Lines and columns count from 1, as in a pprof. */
export interface SourcePlace {
  /** The script's name: a path or a URL; '' where no closure tells it. Hostile text. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Where things of the heap were written down, to be matched with the allocation sites of a pprof. */
export interface AllocationPlaces {
  /** Name of the script of this number, where a closure of it is on the heap. */
  fileOfScript(script: number): string | undefined;
  /** Where the constructor of a class (an index of `graph.classes`) stands. */
  ofClass(classIndex: number): SourcePlace | undefined;
  /** Where a closure stands, or the constructor of an object. */
  ofNode(node: number): SourcePlace | undefined;
  /** File that the code of a closure is from. */
  fileOfClosure(closure: number): string | undefined;
}

const SCRIPT_UNTIL_NODE_20 = 'script_or_debug_info';

const known = new WeakMap<HeapGraph, AllocationPlaces>();

/**
 * The places of a heap's closures and classes: V8 writes line and column (`locations`), and the file's name is that of the
 * script which a closure's code belongs to. Kept as long as the graph.
 */
export function allocationPlaces(graph: HeapGraph): AllocationPlaces {
  let places = known.get(graph);
  if (places === undefined) {
    places = new PlacesOfGraph(graph);
    known.set(graph, places);
  }
  return places;
}

class PlacesOfGraph implements AllocationPlaces {
  readonly #graph: HeapGraph;
  readonly #files = new Map<number, string>();
  /** Places in `locations`, ordered by the node. */
  readonly #byNode: Uint32Array;

  constructor(graph: HeapGraph) {
    this.#graph = graph;
    const { nodes, scripts } = graph.snapshot.locations;
    this.#byNode = Uint32Array.from(nodes.keys()).sort((a, b) => nodes[a]! - nodes[b]!);
    for (const [at, node] of nodes.entries()) {
      if (this.#files.has(scripts[at]!) || graph.snapshot.nodeTypes[node] !== NodeType.closure) continue;
      const file = this.fileOfClosure(node);
      if (file !== undefined) this.#files.set(scripts[at]!, file);
    }
  }

  fileOfScript(script: number): string | undefined {
    return this.#files.get(script);
  }

  fileOfClosure(closure: number): string | undefined {
    const { snapshot } = this.#graph;
    const shared = followInternal(snapshot, closure, 'shared');
    if (shared === undefined) return undefined;
    const script =
      followInternal(snapshot, shared, 'script') ?? followInternal(snapshot, shared, SCRIPT_UNTIL_NODE_20);
    if (script === undefined || snapshot.nodeTypes[script] !== NodeType.code) return undefined;
    const name = snapshot.strings.text(snapshot.nodeNames[script]!);
    return name === '' || name.startsWith('system / ') ? undefined : name;
  }

  ofClass(classIndex: number): SourcePlace | undefined {
    const place = this.#graph.classes.places[classIndex];
    if (place === undefined) return undefined;
    return { file: this.#files.get(place.script) ?? '', line: place.line + 1, column: place.column + 1 };
  }

  ofNode(node: number): SourcePlace | undefined {
    const { nodes, scripts, lines, columns } = this.#graph.snapshot.locations;
    let low = 0;
    let high = this.#byNode.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (nodes[this.#byNode[middle]!]! < node) low = middle + 1;
      else high = middle;
    }
    const at = this.#byNode[low];
    if (at === undefined || nodes[at] !== node) return undefined;
    return { file: this.#files.get(scripts[at]!) ?? '', line: lines[at]! + 1, column: columns[at]! + 1 };
  }
}
