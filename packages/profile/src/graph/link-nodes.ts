import { type GraphEdge, GraphNode } from './graph.js';
import { joinSums, type Weights } from './int64.js';
import type { NodeTable } from './node-table.js';
import type { TagCollector } from './node-tags.js';
import type { Samples } from '../profile.js';

export interface GraphInput {
  readonly samples: Samples;
  readonly table: NodeTable;
  readonly weights: Weights;
  /** Under `mean`: what sums are divided by. */
  readonly divisors?: Weights | undefined;
  /** Takes the tags of nodes, where they are wanted. */
  readonly tags?: TagCollector | undefined;
}

/**
 * Builds the graph of callers and callees: all nodes, or those of which `kept` is 1, in the order of the table.
 * Edges lead over nodes that are not kept, and are marked residual; a sample whose leaf is not kept is in nobody's flat.
 *
 * Method: google/pprof `internal/graph/graph.go`.
 */
export function linkNodes(input: GraphInput, kept?: Uint8Array): GraphNode[] {
  const { table, weights, divisors } = input;
  const edges = new EdgeTable();
  const low = addUp(input, kept, edges, weights.low);
  const values = weights.high === undefined ? low : join(low, addUp(input, kept, edges, weights.high));
  const lowDivisors = divisors && addUp(input, kept, edges, divisors.low);
  const divisorSums =
    divisors?.high === undefined ? lowDivisors : join(lowDivisors!, addUp(input, kept, edges, divisors.high));
  /** By number; holes where a node is not kept. */
  const byNumber: GraphNode[] = [];
  for (let i = 0; i < table.length; i++) {
    if (kept?.[i] === 0) continue;
    const node = new GraphNode(table.info(i), i);
    node.flat = values.flat[i]!;
    node.cum = values.cum[i]!;
    if (divisorSums) {
      node.flatDivisor = divisorSums.flat[i]!;
      node.cumDivisor = divisorSums.cum[i]!;
    }
    byNumber[i] = node;
  }
  for (let i = 0; i < edges.length; i++) {
    const source = byNumber[edges.sources[i]!]!;
    const target = byNumber[edges.targets[i]!]!;
    const edge: GraphEdge = {
      source,
      target,
      weight: values.edges[i]!,
      weightDivisor: divisorSums?.edges[i] ?? 0,
      residual: edges.residual[i] === 1,
      inline: edges.called[i] === 0,
    };
    source.out.set(target, edge);
    target.in.set(source, edge);
  }
  if (input.tags) collectTags(input, kept, byNumber, input.tags);
  return Object.values(byNumber);
}

interface Sums {
  readonly flat: Float64Array;
  readonly cum: Float64Array;
  readonly edges: Float64Array;
}

function join(low: Sums, high: Sums): Sums {
  return {
    flat: joinSums(low.flat, high.flat),
    cum: joinSums(low.cum, high.cum),
    edges: joinSums(low.edges, high.edges),
  };
}

function addUp(
  { samples, table, weights, divisors }: GraphInput,
  kept: Uint8Array | undefined,
  edges: EdgeTable,
  column: Float64Array,
): Sums {
  const { length, stack, stackOffsets } = samples;
  const { offsets, nodesAt } = table;
  const flat = new Float64Array(table.length);
  const cum = new Float64Array(table.length);
  /** For each node the last sample, counted from 1, that went into its cum. */
  const counted = new Int32Array(table.length);
  edges.startPass();
  for (let sample = 0; sample < length; sample++) {
    if (isEmpty(weights, sample) && (divisors === undefined || isEmpty(divisors, sample))) continue;
    const weight = column[sample]!;
    const from = stackOffsets[sample]!;
    let parent = -1;
    let residual = false;
    for (let frame = stackOffsets[sample + 1]! - 1; frame >= from; frame--) {
      const location = stack[frame]!;
      const outermost = offsets[location + 1]! - 1;
      for (let i = outermost; i >= offsets[location]!; i--) {
        const node = nodesAt[i]!;
        if (kept?.[node] === 0) {
          residual = true;
          continue;
        }
        if (counted[node] !== sample + 1) {
          counted[node] = sample + 1;
          cum[node]! += weight;
        }
        if (parent !== -1 && parent !== node) {
          edges.add(parent, node, sample + 1, weight, residual, i !== outermost);
        }
        parent = node;
        residual = false;
      }
    }
    if (parent !== -1 && !residual) flat[parent]! += weight;
  }
  return { flat, cum, edges: edges.sums.slice(0, edges.length) };
}

function collectTags(
  { samples, table, weights, divisors }: GraphInput,
  kept: Uint8Array | undefined,
  nodes: readonly GraphNode[],
  tags: TagCollector,
): void {
  const { stack, stackOffsets } = samples;
  for (let sample = 0; sample < samples.length; sample++) {
    const weight = weightAt(weights, sample);
    const divisor = divisors === undefined ? 0 : weightAt(divisors, sample);
    if (weight === 0 && divisor === 0) continue;
    const seen = new Set<number>();
    let leaf = -1;
    for (let frame = stackOffsets[sample]!; frame < stackOffsets[sample + 1]!; frame++) {
      const location = stack[frame]!;
      for (let i = table.offsets[location]!; i < table.offsets[location + 1]!; i++) {
        const node = table.nodesAt[i]!;
        if (leaf === -1) leaf = node;
        if (kept?.[node] !== 0) seen.add(node);
      }
    }
    for (const node of seen) tags.add(nodes[node]!, sample, weight, divisor, false);
    if (seen.has(leaf)) tags.add(nodes[leaf]!, sample, weight, divisor, true);
  }
}

/** The weight of a sample as a double. */
export function weightAt({ low, high }: Weights, sample: number): number {
  return high === undefined ? low[sample]! : high[sample]! * 2 ** 32 + low[sample]!;
}

function isEmpty({ low, high }: Weights, sample: number): boolean {
  return low[sample] === 0 && (high === undefined || high[sample] === 0);
}

/** Edges by source and target, in the order in which they occurred first. */
class EdgeTable {
  length = 0;
  sources = new Int32Array(1024);
  targets = new Int32Array(1024);
  sums = new Float64Array(1024);
  residual = new Uint8Array(1024);
  /** 1 where a call was not inlined. */
  called = new Uint8Array(1024);
  /** For each edge the last sample that went into its sum. */
  #counted = new Int32Array(1024);
  /** Open addressing: edge + 1, or 0. */
  #slots = new Int32Array(4096);

  /** Begins new sums over the same edges. */
  startPass(): void {
    this.sums.fill(0);
    this.#counted.fill(0);
  }

  /** Counts each edge once a sample. `sample` is not 0. */
  add(
    source: number,
    target: number,
    sample: number,
    weight: number,
    residual: boolean,
    inline: boolean,
  ): void {
    const edge = this.#find(source, target);
    if (this.#counted[edge] === sample) return;
    this.#counted[edge] = sample;
    this.sums[edge]! += weight;
    if (residual) this.residual[edge] = 1;
    if (!inline) this.called[edge] = 1;
  }

  #find(source: number, target: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash(source, target) & mask;
    for (;;) {
      const edge = this.#slots[slot]! - 1;
      if (edge === -1) return this.#insert(slot, source, target);
      if (this.sources[edge] === source && this.targets[edge] === target) return edge;
      slot = (slot + 1) & mask;
    }
  }

  #insert(slot: number, source: number, target: number): number {
    if (this.length === this.sources.length) this.#grow();
    const edge = this.length++;
    this.sources[edge] = source;
    this.targets[edge] = target;
    if (2 * this.length < this.#slots.length) this.#slots[slot] = edge + 1;
    else this.#rehash();
    return edge;
  }

  #grow(): void {
    const size = 2 * this.length;
    const grown = <Data extends Int32Array | Float64Array | Uint8Array>(data: Data, empty: Data): Data => {
      empty.set(data);
      return empty;
    };
    this.sources = grown(this.sources, new Int32Array(size));
    this.targets = grown(this.targets, new Int32Array(size));
    this.sums = grown(this.sums, new Float64Array(size));
    this.residual = grown(this.residual, new Uint8Array(size));
    this.called = grown(this.called, new Uint8Array(size));
    this.#counted = grown(this.#counted, new Int32Array(size));
  }

  #rehash(): void {
    const slots = new Int32Array(4 * this.#slots.length);
    const mask = slots.length - 1;
    for (let edge = 0; edge < this.length; edge++) {
      let slot = hash(this.sources[edge]!, this.targets[edge]!) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = edge + 1;
    }
    this.#slots = slots;
  }
}

function hash(source: number, target: number): number {
  const mixed = Math.imul(source, 0x9e3779b1) ^ Math.imul(target, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
