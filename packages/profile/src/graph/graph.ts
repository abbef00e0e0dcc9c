import { divide } from './int64.js';
import { printableName, type NodeInfo } from './node-info.js';

/** A function, line or address, with what it holds. Numbers are in the unit of the sample type. */
export class GraphNode {
  readonly info: NodeInfo;
  /** Its place in the node table. */
  readonly number: number;
  flat = 0;
  cum = 0;
  /** Sums of the divisor under `mean`, else 0. */
  flatDivisor = 0;
  cumDivisor = 0;
  /** By caller. */
  readonly in = new Map<GraphNode, GraphEdge>();
  /** By callee. */
  readonly out = new Map<GraphNode, GraphEdge>();
  /** Of the samples that go through the node: their text labels, joined, and numbers by these. */
  tags: NodeTags | undefined;
  /** What the nodes under one caller of a call tree have in common; absent in a graph, which has no paths. */
  readonly siblings: object | undefined;
  #name: string | undefined;

  constructor(info: NodeInfo, number: number, siblings?: object) {
    this.info = info;
    this.number = number;
    this.siblings = siblings;
  }

  get name(): string {
    this.#name ??= printableName(this.info);
    return this.#name;
  }

  /** The mean under `mean`, rounded towards zero. */
  get flatValue(): number {
    return this.flatDivisor === 0 ? this.flat : divide(this.flat, this.flatDivisor);
  }

  get cumValue(): number {
    return this.cumDivisor === 0 ? this.cum : divide(this.cum, this.cumDivisor);
  }
}

/** Calls from one node to another. */
export interface GraphEdge {
  source: GraphNode;
  readonly target: GraphNode;
  weight: number;
  /** As in {@link GraphNode}. */
  weightDivisor: number;
  /** Leads over nodes that are not in the graph. */
  residual: boolean;
  /** All calls were inlined. */
  inline: boolean;
}

export interface NodeTags {
  readonly labels: Map<string, GraphTag>;
  /** By joined text labels. */
  readonly numbers: Map<string, Map<string, GraphTag>>;
}

export interface GraphTag {
  readonly name: string;
  /** `''` where the tag is a text. */
  readonly unit: string;
  readonly value: number;
  flat: number;
  cum: number;
  flatDivisor: number;
  cumDivisor: number;
}

/** The mean weight under `mean`. */
export function edgeWeight({ weight, weightDivisor }: GraphEdge): number {
  return weightDivisor === 0 ? weight : divide(weight, weightDivisor);
}

export function tagFlat({ flat, flatDivisor }: GraphTag): number {
  return flatDivisor === 0 ? flat : divide(flat, flatDivisor);
}

export function tagCum({ cum, cumDivisor }: GraphTag): number {
  return cumDivisor === 0 ? cum : divide(cum, cumDivisor);
}

/** Nodes that hold nothing do not count, nor, under `dropNegative`, those that shrank. */
export function selectNodes<Node extends { readonly flat: number; readonly cum: number }>(
  nodes: readonly Node[],
  dropNegative: boolean,
): Node[] {
  return nodes.filter(
    ({ flat, cum }) => (flat !== 0 || cum !== 0) && !(dropNegative && (flat < 0 || (flat === 0 && cum < 0))),
  );
}
