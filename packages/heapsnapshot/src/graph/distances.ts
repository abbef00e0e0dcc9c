import { EdgeType } from '../model/edge-type.js';
import type { HeapSnapshot } from '../model/heap-snapshot.js';
import { NodeType } from '../model/node-type.js';
import { sharedIntegers } from '../model/shared-arrays.js';
import { BitSet } from './bit-set.js';
import { type Ephemerons, findEphemerons, NO_ENTRY } from './ephemerons.js';

/** Distance of the root, and the least distance of what only V8's own roots reach, in a snapshot that has roots of a program. */
export const SYSTEM_DISTANCE = 100_000_000;

/** Distance of a node that is not reached. */
export const NO_DISTANCE = -5;

/**
 * Edges from the nearest root, by node: first from the program's own roots, which are at 1, then for all that they do not
 * reach from the root, at `SYSTEM_DISTANCE`. Passed over are weak edges, `sloppy_function_map` of a native context, what
 * descriptor arrays hold (maps share them), and the half of each ephemeron that is met first, so that a value in a WeakMap is
 * as far away as the farther of its map and its key.
 *
 * Rules: Chrome DevTools, `HeapSnapshot.ts` of its heap snapshot worker, `calculateDistances`.
 */
export function measureDistances(
  snapshot: HeapSnapshot,
  ephemerons: Ephemerons = findEphemerons(snapshot.strings),
): Int32Array {
  const { nodeCount, firstEdges, edgeTargets } = snapshot;
  const distances = sharedIntegers(nodeCount).fill(NO_DISTANCE);
  const rootEdges = firstEdges[1]!;
  // A root of the program that the root names twice is visited twice, and its ephemerons are met twice.
  const queue = new Uint32Array(nodeCount + rootEdges);
  const passes = new PassableEdges(snapshot, ephemerons);

  let queued = 0;
  for (let edge = 0; edge < rootEdges; edge++) {
    const node = edgeTargets[edge]!;
    if (!isProgramRoot(snapshot, node)) continue;
    distances[node] = 1;
    queue[queued++] = node;
  }
  const hasProgramRoots = queued > 0;
  spread(snapshot, passes, queue, queued, distances);

  distances[0] = hasProgramRoots ? SYSTEM_DISTANCE : 0;
  queue[0] = 0;
  spread(snapshot, passes, queue, 1, distances);
  return distances;
}

function isProgramRoot({ nodeTypes, nodeNames, strings }: HeapSnapshot, node: number): boolean {
  return nodeTypes[node] !== NodeType.synthetic || strings.text(nodeNames[node]!) === '(Document DOM trees)';
}

function spread(
  snapshot: HeapSnapshot,
  passes: PassableEdges,
  queue: Uint32Array,
  beginning: number,
  distances: Int32Array,
): void {
  const { firstEdges, edgeTypes, edgeTargets } = snapshot;
  let queued = beginning;
  for (let visited = 0; visited < queued; visited++) {
    const node = queue[visited]!;
    const distance = distances[node]! + 1;
    const isSpecial = passes.isSpecial(node);
    for (let edge = firstEdges[node]!, end = firstEdges[node + 1]!; edge < end; edge++) {
      const target = edgeTargets[edge]!;
      if (distances[target] !== NO_DISTANCE) continue;
      const type = edgeTypes[edge]!;
      if (type === EdgeType.weak) continue;
      if (isSpecial && !passes.isPassableFrom(node, edge, type)) continue;
      if (type === EdgeType.internal && !passes.isPassableHalf(node, edge)) continue;
      distances[target] = distance;
      queue[queued++] = target;
    }
  }
}

/** Which edges distances go by. It remembers which ephemerons were met, so an edge is to be asked about once per visit. */
class PassableEdges {
  readonly #snapshot: HeapSnapshot;
  readonly #descriptors: number | undefined;
  readonly #sloppyFunctionMap: number | undefined;
  /** Bits, so that what is looked at for every node stays small. */
  readonly #special: BitSet;
  readonly #isDescriptorName = new Map<number, boolean>();
  readonly #ephemerons: Ephemerons;
  /** 1 for each entry of which one half was met. */
  readonly #isHalfMet: Uint8Array;

  constructor(snapshot: HeapSnapshot, ephemerons: Ephemerons) {
    const { strings } = snapshot;
    this.#snapshot = snapshot;
    this.#descriptors = strings.indexOf('(map descriptors)');
    this.#sloppyFunctionMap = strings.indexOf('sloppy_function_map');
    this.#special = this.#findSpecial(strings.indexOf('system / NativeContext'));
    this.#ephemerons = ephemerons;
    this.#isHalfMet = new Uint8Array(ephemerons.count + 1);
  }

  /** Whether the node is a descriptor array or a native context. */
  isSpecial(node: number): boolean {
    return this.#special.has(node);
  }

  isPassableFrom(special: number, edge: number, type: number): boolean {
    const { nodeNames, edgeNames } = this.#snapshot;
    const name = edgeNames[edge]!;
    const isNamed = type !== EdgeType.element && type !== EdgeType.hidden;
    if (nodeNames[special] !== this.#descriptors) return !isNamed || name !== this.#sloppyFunctionMap;
    return !(isNamed ? this.#namesDescriptor(name) : isDescriptor(name));
  }

  /** Of an internal edge. Descriptor arrays hold no ephemerons, whatever their edges are called. */
  isPassableHalf(node: number, edge: number): boolean {
    const { nodeTypes, nodeNames, edgeNames } = this.#snapshot;
    const entry = this.#ephemerons.entries[edgeNames[edge]!] ?? NO_ENTRY;
    if (entry === NO_ENTRY) return true;
    if (nodeTypes[node] === NodeType.array && nodeNames[node] === this.#descriptors) return true;
    return (this.#isHalfMet[entry]! ^= 1) === 0;
  }

  #findSpecial(nativeContext: number | undefined): BitSet {
    const { nodeCount, nodeTypes, nodeNames } = this.#snapshot;
    const special = new BitSet(nodeCount);
    for (let node = 0; node < nodeCount; node++) {
      const name = nodeNames[node];
      if (
        (name === this.#descriptors && nodeTypes[node] === NodeType.array) ||
        (name === nativeContext && nodeTypes[node] === NodeType.hidden)
      ) {
        special.add(node);
      }
    }
    return special;
  }

  #namesDescriptor(name: number): boolean {
    let known = this.#isDescriptorName.get(name);
    if (known === undefined) {
      known = isDescriptor(Number.parseInt(this.#snapshot.strings.text(name), 10));
      this.#isDescriptorName.set(name, known);
    }
    return known;
  }
}

/** In a descriptor array, keys, details and descriptors take turns behind two fields of another kind. */
function isDescriptor(index: number): boolean {
  return !(index < 2 || index % 3 !== 1);
}
