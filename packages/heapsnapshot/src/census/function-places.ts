import type { HeapSnapshot } from '../model/heap-snapshot.js';
import { NodeType } from '../model/node-type.js';
import type { EdgeFinder } from './edge-finder.js';

/** A function of the program. Line and column count from 1; they and the file are missing where the snapshot does not tell. */
export interface FunctionPlace {
  readonly name: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** Longer names are cut: they are shown in lines. */
const MOST_CHARACTERS = 256;

/** What closures are called and where they stand. */
export class FunctionPlaces {
  #sorted: Float64Array | undefined;

  readonly #snapshot: HeapSnapshot;
  readonly #finder: EdgeFinder;

  constructor(snapshot: HeapSnapshot, finder: EdgeFinder) {
    this.#snapshot = snapshot;
    this.#finder = finder;
  }

  /** The node that all closures of one function share: its `SharedFunctionInfo`, or the closure if it has none. */
  functionOf(closure: number): number {
    return this.#finder.internal(closure, 'shared') ?? closure;
  }

  /** Name and place of a closure. Bound functions are followed to what they bind. */
  placeOf(closure: number): FunctionPlace {
    let target = closure;
    for (let steps = 0; steps < 8; steps++) {
      const bound = this.#finder.internal(target, 'bound_function');
      if (bound === undefined) break;
      target = bound;
    }
    const { locations } = this.#snapshot;
    const name = this.nameOf(target);
    const file = this.fileOf(target);
    const place = this.#locationOf(target);
    return {
      name: name === '' ? '(anonymous)' : name,
      ...(file !== undefined && { file }),
      ...(place !== undefined && {
        line: locations.lines[place]! + 1,
        column: locations.columns[place]! + 1,
      }),
    };
  }

  /** The path of the script that a closure was declared in. Builtins have none. */
  fileOf(closure: number): string | undefined {
    const shared = this.#finder.internal(closure, 'shared');
    if (shared === undefined) return undefined;
    const script =
      this.#finder.internal(shared, 'script') ?? this.#finder.internal(shared, 'script_or_debug_info');
    if (script === undefined || this.#snapshot.nodeTypes[script] !== NodeType.code) return undefined;
    const path = this.nameOf(script);
    return path === '' || path.startsWith('system / ') ? undefined : path;
  }

  /** The node's name, cut where it is long. */
  nameOf(node: number): string {
    return this.#snapshot.strings.beginning(this.#snapshot.nodeNames[node]!, MOST_CHARACTERS);
  }

  /** Place of the node among the locations. */
  #locationOf(node: number): number | undefined {
    const { nodes } = this.#snapshot.locations;
    const count = nodes.length;
    // Files order them by nothing. One number holds node and place, so that a plain numeric sort does.
    this.#sorted ??= Float64Array.from(nodes, (value, place) => value * count + place).sort();
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#sorted[middle]! < node * count) low = middle + 1;
      else high = middle;
    }
    const place = (this.#sorted[low] ?? 0) % Math.max(1, count);
    return low < count && nodes[place] === node ? place : undefined;
  }
}
