import { EdgeType } from '../model/edge-type.js';
import type { HeapSnapshot } from '../model/heap-snapshot.js';
import type { EdgeRule } from './edge-rule.js';
import { leadsToPage, markReached } from './page-owned.js';
import type { WorkArrays } from './work-arrays.js';

/** A depth-first order of all nodes, from the root over essential edges, in work arrays, whose last number is none of it. */
export interface Preorder {
  /** Place in the order, by node. */
  readonly places: Uint32Array;
  /** Node by place. */
  readonly nodes: Uint32Array;
  /** Place of the parent in the tree, by place; the root's is 0. */
  readonly parents: Uint32Array;
  /** From this place on come nodes of cycles that nothing reaches, hung from the root one by one. */
  readonly firstInCycle: number;
}

const UNSEEN = 0xffff_ffff;
const ROOT = 0;

/**
 * Makes the order in which dominators are worked out: what the program owns, from the root's page edges; then what else the
 * root reaches; then, hung from the root, what it does not reach.
 */
export class NodeOrder {
  readonly #snapshot: HeapSnapshot;
  readonly #rule: EdgeRule;
  readonly #work: WorkArrays;
  /** 1 for each node that the program owns, once these are known. */
  readonly isPageOwned: Uint8Array;
  readonly #places: Uint32Array;
  readonly #nodes: Uint32Array;
  readonly #parents: Uint32Array;
  readonly #path: Uint32Array;
  /** Where to go on among the edges of each node on the path, by depth. */
  readonly #nextEdges: Uint32Array;
  #placed = 0;
  /** While the page is gone through: what the program owns by an edge that the order does not go by, or the root. */
  #ownedAside: number[] | undefined;

  constructor(snapshot: HeapSnapshot, rule: EdgeRule, work: WorkArrays) {
    this.#snapshot = snapshot;
    this.#rule = rule;
    this.#work = work;
    this.isPageOwned = new Uint8Array(snapshot.nodeCount);
    this.#places = work.take().fill(UNSEEN);
    this.#nodes = work.take();
    this.#parents = work.take();
    this.#path = work.take();
    this.#nextEdges = work.take();
  }

  placeReached(): void {
    this.#nodes[0] = ROOT;
    this.#parents[0] = 0;
    this.#placed = 1;
    this.#placePage();
    this.#places[ROOT] = 0;
    this.#visitFromRoot(() => true);
  }

  /**
   * First, in the order of the nodes, come those that nothing retains, with all that they reach; then whatever is left,
   * cycles, one by one.
   */
  placeRest(retainerCounts: Uint32Array): Preorder {
    const { nodeCount } = this.#snapshot;
    const places = this.#places;
    for (let node = 0; node < nodeCount && this.#placed < nodeCount; node++) {
      if (places[node] === UNSEEN && retainerCounts[node] === 0) this.#visitFrom(node);
    }
    const firstInCycle = this.#placed;
    for (let node = 0; node < nodeCount && this.#placed < nodeCount; node++) {
      if (places[node] === UNSEEN) this.#hang(node);
    }
    this.#work.giveBack(this.#path, this.#nextEdges);
    return { places, nodes: this.#nodes, parents: this.#parents, firstInCycle };
  }

  /** The root has no place yet, so that it is noticed when the page leads back to it. */
  #placePage(): void {
    const aside: number[] = (this.#ownedAside = []);
    this.#visitFromRoot((edge) => leadsToPage(this.#snapshot, edge));
    this.#ownedAside = undefined;
    for (let place = 1; place < this.#placed; place++) this.isPageOwned[this.#nodes[place]!] = 1;
    markReached(this.#snapshot, aside, this.isPageOwned);
  }

  #visitFromRoot(isChosen: (edge: number) => boolean): void {
    const { firstEdges, edgeTargets } = this.#snapshot;
    for (let edge = firstEdges[ROOT]!, end = firstEdges[ROOT + 1]!; edge < end; edge++) {
      const target = edgeTargets[edge]!;
      if (this.#places[target] !== UNSEEN || !isChosen(edge)) continue;
      if (target === ROOT) this.#ownedAside?.push(ROOT);
      else if (this.#rule.allows(ROOT, edge, target)) this.#visitFrom(target);
    }
  }

  /** Hangs a node from the root, and behind it all that it reaches. */
  #visitFrom(start: number): void {
    const { firstEdges, edgeTypes, edgeTargets } = this.#snapshot;
    const rule = this.#rule;
    const isPageOwned = this.isPageOwned;
    const ownedAside = this.#ownedAside;
    const places = this.#places;
    const nodes = this.#nodes;
    const parents = this.#parents;
    const path = this.#path;
    const nextEdges = this.#nextEdges;
    this.#hang(start);
    let placed = this.#placed;
    path[0] = start;
    nextEdges[0] = firstEdges[start]!;
    let depth = 0;
    while (depth >= 0) {
      const node = path[depth]!;
      const end = firstEdges[node + 1]!;
      let edge = nextEdges[depth]!;
      let target = 0;
      for (; edge < end; edge++) {
        target = edgeTargets[edge]!;
        if (places[target] !== UNSEEN) continue;
        if (rule.allows(node, edge, target) && target !== ROOT) {
          // Outside of the page, edges into it do not count.
          if (isPageOwned[target] === 0 || isPageOwned[node] === 1) break;
        } else if (ownedAside !== undefined && edgeTypes[edge] !== EdgeType.weak) {
          ownedAside.push(target);
        }
      }
      if (edge === end) {
        depth--;
        continue;
      }
      nextEdges[depth] = edge + 1;
      places[target] = placed;
      parents[placed] = places[node]!;
      nodes[placed++] = target;
      path[++depth] = target;
      nextEdges[depth] = firstEdges[target]!;
    }
    this.#placed = placed;
  }

  #hang(node: number): void {
    this.#places[node] = this.#placed;
    this.#parents[this.#placed] = 0;
    this.#nodes[this.#placed++] = node;
  }
}
