import type { TargetValues } from './target-values.js';

/** One step of a path: how it is referred to, and what it is. */
export interface Step {
  readonly label: string;
  readonly class: string;
}

/** What a walk has met, each by its number, with the way that led to it. */
export interface WalkNodes {
  readonly nodeCount: number;
  nodeAt(node: number): object;
  /** What its parent has: the object itself, or a proxy before it. */
  entryAt(node: number): object;
  /** -1 of a root. */
  parentOf(node: number): number;
  labelAt(node: number): string;
  /** The key of an entry of a map or dictionary, where it is no object. */
  keyAt(node: number): unknown;
  stepAt(node: number): Step;
  /** From the root down to the node. */
  pathTo(node: number): readonly Step[];
  /** Nodes from `node` up to its root, itself included. */
  upFrom(node: number): number[];
  /** What a node refers to by that label. */
  childOf(object: object | undefined, label: string): object | undefined;
  /** Of the root that it was reached from. */
  rankOf(node: number): number;
}

export interface NewNode {
  readonly object: object;
  readonly entry: unknown;
  readonly parent: number;
  readonly label: string;
  readonly key: unknown;
}

/** As the walk itself adds to them. */
export interface OpenWalkNodes extends WalkNodes {
  has(object: object): boolean;
  add(node: NewNode): void;
  setRank(node: number, rank: number): void;
  markBig(node: number): void;
  /** Whether it is marked, or lies below one that is. */
  isInBig(node: number): boolean;
}

export function createWalkNodes(values: TargetValues, mine: WeakSet<object>): OpenWalkNodes {
  const objects: object[] = [];
  const parents: number[] = [];
  const labels: string[] = [];
  const ranks: number[] = [];
  const inBig: boolean[] = [];
  const keys = new Map<number, unknown>();
  const proxies = new Map<number, object>();
  const numbers = new Map<object, number>();
  for (const own of [objects, parents, labels, ranks, inBig, keys, proxies, numbers]) mine.add(own);

  const upFrom = (node: number): number[] => {
    const up: number[] = [];
    for (let at = node; at >= 0; at = parents[at]!) up.push(at);
    return up;
  };

  const stepAt = (node: number): Step => {
    const object = objects[node]!;
    const label = labels[node]!;
    if (typeof object !== 'function') return { label, class: values.classOf(object) };
    const name = values.nameOf(object);
    return { label, class: values.isLabel(name) ? `function ${name}` : 'function' };
  };

  return {
    get nodeCount() {
      return objects.length;
    },
    nodeAt: (node) => objects[node]!,
    entryAt: (node) => proxies.get(node) ?? objects[node]!,
    parentOf: (node) => parents[node]!,
    labelAt: (node) => labels[node]!,
    keyAt: (node) => keys.get(node),
    stepAt,
    pathTo: (node) => upFrom(node).reverse().map(stepAt),
    upFrom,
    childOf(object, label) {
      const parent = object === undefined ? undefined : numbers.get(object);
      const node = objects.findIndex((_, i) => parents[i] === parent && labels[i] === label);
      return node < 0 ? undefined : objects[node];
    },
    rankOf: (node) => ranks[node]!,
    has: (object) => numbers.has(object),
    add({ object, entry, parent, label, key }) {
      const node = objects.length;
      numbers.set(object, node);
      if (key !== undefined && !values.isObject(key)) keys.set(node, key);
      if (entry !== object) proxies.set(node, entry as object);
      objects.push(object);
      parents.push(parent);
      labels.push(label);
      ranks.push(parent < 0 ? 0 : ranks[parent]!);
      inBig.push(parent >= 0 && inBig[parent]!);
    },
    setRank: (node, rank) => void (ranks[node] = rank),
    markBig: (node) => void (inBig[node] = true),
    isInBig: (node) => inBig[node]!,
  };
}
