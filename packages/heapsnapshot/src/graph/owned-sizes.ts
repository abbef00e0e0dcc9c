import { EdgeType } from '../model/edge-type.js';
import type { HeapSnapshot } from '../model/heap-snapshot.js';
import { NodeType } from '../model/node-type.js';
import { sharedFloats } from '../model/shared-arrays.js';
import type { WorkArrays } from './work-arrays.js';

const NOBODY = 0xffff_ffff;
const SEVERAL = 0xffff_fffe;

/**
 * Shallow sizes as people think of them: a part that has no life of its own (a hidden node, an array of V8's, the text of an
 * external string) gives its bytes to the one object that it belongs to, so that a Map counts its table. A part that two
 * objects share keeps its bytes. Sizes stay as the file has them where it was written with V8's internals exposed.
 *
 * Rules: Chrome DevTools, `HeapSnapshot.ts` of its heap snapshot worker, `calculateShallowSizes`.
 */
export function giveSizesToOwners(snapshot: HeapSnapshot, work: WorkArrays): Float64Array {
  const { nodeCount, nodeTypes, fileSizes } = snapshot;
  const sizes = sharedFloats(nodeCount);
  sizes.set(fileSizes);
  if (!hasProgramRoots(snapshot)) return sizes;
  const owners = findOwners(snapshot, work.take());
  for (let node = 0; node < nodeCount; node++) {
    const owner = owners[node]!;
    if (owner >= SEVERAL || owner === node || owner === 0 || nodeTypes[owner] === NodeType.synthetic)
      continue;
    sizes[owner]! += sizes[node]!;
    sizes[node] = 0;
  }
  work.giveBack(owners);
  return sizes;
}

function hasProgramRoots({ nodeTypes, firstEdges, edgeTargets }: HeapSnapshot): boolean {
  return edgeTargets.subarray(0, firstEdges[1]).some((node) => nodeTypes[node] !== NodeType.synthetic);
}

/** The one object that each node belongs to, itself where it is no part; or nobody, or several. */
function findOwners(snapshot: HeapSnapshot, owners: Uint32Array): Uint32Array {
  const { nodeCount, firstEdges, edgeTypes, edgeTargets } = snapshot;
  const isPart = partsAmong(snapshot);
  // Objects first, from the last to the first. A part follows once it has an owner, and again when it turns out to have several.
  const pending = new Stack(1 << 12);
  for (let node = 0; node < nodeCount; node++) owners[node] = isPart(node) ? NOBODY : node;
  let nextObject = nodeCount - 1;
  for (;;) {
    let node = pending.pop();
    if (node < 0) {
      while (nextObject >= 0 && owners[nextObject] !== nextObject) nextObject--;
      if (nextObject < 0) return owners;
      node = nextObject--;
    }
    const owner = owners[node]!;
    for (let edge = firstEdges[node]!, end = firstEdges[node + 1]!; edge < end; edge++) {
      if (edgeTypes[edge] === EdgeType.weak) continue;
      const target = edgeTargets[edge]!;
      const known = owners[target]!;
      if (known === NOBODY) owners[target] = owner;
      else if (known === target || known === owner || known === SEVERAL) continue;
      else owners[target] = SEVERAL;
      pending.push(target);
    }
  }
}

function partsAmong({ nodeTypes, nodeNames, strings }: HeapSnapshot): (node: number) => boolean {
  const externalText = strings.indexOf('system / ExternalStringData') ?? -1;
  return (node) => {
    const type = nodeTypes[node];
    return (
      type === NodeType.hidden ||
      type === NodeType.array ||
      (type === NodeType.native && nodeNames[node] === externalText)
    );
  };
}

class Stack {
  #members: Uint32Array;
  #depth = 0;

  constructor(capacity: number) {
    this.#members = new Uint32Array(capacity);
  }

  push(member: number): void {
    if (this.#depth === this.#members.length) {
      const larger = new Uint32Array(this.#depth * 2);
      larger.set(this.#members);
      this.#members = larger;
    }
    this.#members[this.#depth++] = member;
  }

  /** -1 where there is none. */
  pop(): number {
    return this.#depth === 0 ? -1 : this.#members[--this.#depth]!;
  }
}
