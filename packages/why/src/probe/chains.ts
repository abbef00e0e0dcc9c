import type { Lookup, Lookups } from './lookups.js';
import type { Places } from './places.js';
import type { ChainFacts } from './survey-facts.js';
import type { TargetValues } from './target-values.js';
import type { Walk } from './walk.js';
import type { Step } from './walk-nodes.js';

/** Objects that lead from one to the next by the same steps over and over. All of them are held weakly. */
export interface Chains {
  /** Takes over and measures the chains that a walk has gone along, where none is known yet. */
  find(walk: Walk): void;
  /** Measures how long each is. */
  measure(): void;
  /** Where each begins, of which an inspector may have to read what is there by now. */
  readonly lookups: readonly Lookup[];
  facts(): readonly ChainFacts[];
  clear(): void;
}

export function createChains(values: TargetValues, places: Places, lookups: Lookups): Chains {
  interface Chain {
    readonly place: number;
    /** What repeats: steps one after another, or in a tree each for itself. */
    readonly unit: readonly Step[];
    readonly isTree: boolean;
    /** Property names of these; undefined where closures are between. */
    readonly unitNames: readonly string[] | undefined;
    readonly times: number;
    readonly canaries: number;
    /** The first link as it was met. */
    readonly first: WeakRef<object>;
    /** To what is the first link by now. */
    readonly lookup: Lookup;
    readonly lengths: number[];
    /** Closures are not counted, nor what has been too long once. */
    isCounted: boolean;
  }
  /** Steps that repeat along a way: it is `unit` steps long, and goes on from node to node down to `end`. */
  interface Run {
    readonly start: number;
    readonly unit: number;
    end: number;
    length: number;
  }

  const MOST_CHAINS = 3;
  const MOST_PERIOD = 8;
  const LEAST_TIMES = 8;
  const MOST_LENGTH = 100_000;
  const MOST_NODES = 30_000;
  const MOST_HITS = 50;
  const MOST_BESIDE = 20;
  const TREE = { mostBranches: 3, leastDepth: 6 };
  let chains: Chain[] = [];

  const namesOf = (steps: readonly Step[]): readonly string[] | undefined => {
    const names = steps.map(({ label }) => values.nameOfStep(label));
    return names.includes(undefined) ? undefined : (names as string[]);
  };

  /** Where the walk went along steps that are, so many at a time, the same as those before; one for each start. */
  const runsOf = (walk: Walk, unit: number): Map<number, Run> => {
    const { nodeCount } = walk;
    const lengths = new Int32Array(nodeCount);
    const starts = new Int32Array(nodeCount);
    const runs = new Map<number, Run>();
    for (let node = 0; node < nodeCount; node++) {
      let before = node;
      for (let i = 0; i < unit && before >= 0; i++) before = walk.parentOf(before);
      // A root is reached by no step that could repeat.
      if (before < 0 || walk.parentOf(before) < 0 || walk.labelAt(before) !== walk.labelAt(node)) continue;
      const parent = walk.parentOf(node);
      lengths[node] = lengths[parent]! + 1;
      starts[node] = lengths[parent]! > 0 ? starts[parent]! : before;
      if (lengths[node]! < unit * LEAST_TIMES) continue;
      const start = starts[node]!;
      const run = runs.get(start);
      if (run === undefined) runs.set(start, { start, unit, end: node, length: lengths[node]! });
      else if (lengths[node]! > run.length) [run.end, run.length] = [node, lengths[node]!];
    }
    return runs;
  };

  /** From the root down. */
  const wayTo = (walk: Walk, node: number): number[] => walk.upFrom(node).reverse();

  const isSteady = (walk: Walk, { start, unit, end }: Run): boolean => {
    const way = wayTo(walk, end);
    const at = way.indexOf(start);
    const steps = way.slice(at, at + unit).map((node) => walk.stepAt(node));
    const next = way.slice(at + unit, at + 2 * unit).map((node) => walk.stepAt(node));
    return steps.every((step, i) => step.class === next[i]!.class);
  };

  const repeatsIn = (walk: Walk): Run[] => {
    const begun = new Set<number>();
    const found: Run[] = [];
    for (let unit = 1; unit <= MOST_PERIOD; unit++) {
      for (const run of runsOf(walk, unit).values()) {
        // What repeats itself every step does so every two steps as well.
        if (begun.has(run.start)) continue;
        begun.add(run.start);
        if (isSteady(walk, run)) found.push(run);
      }
    }
    return found;
  };

  const follow = (from: object, names: readonly string[]): object | undefined => {
    const value = values.follow(from, names);
    return values.isOpaque(value) ? undefined : (value as object);
  };

  /** What begins at one entry of many is no whole: the others may be links of it. */
  const isOneOfMany = (walk: Walk, node: number): boolean => {
    const parent = walk.parentOf(node);
    if (parent < 0) return false;
    const owner = walk.nodeAt(parent);
    const kind = values.kindOf(owner);
    return kind !== 'Object' && values.sizeOf(owner, kind) > MOST_BESIDE;
  };

  /** `start`: position in the way of the first step that repeats. */
  const chainAt = (
    walk: Walk,
    way: readonly number[],
    start: number,
    { unit, isTree, times }: Pick<Chain, 'unit' | 'isTree' | 'times'>,
  ): Chain | undefined => {
    const first = way[start - 1]!;
    if (isOneOfMany(walk, first)) return undefined;
    const onIt = walk.hits
      .slice(0, MOST_HITS)
      .filter(({ value, parent }) => value === walk.nodeAt(first) || walk.upFrom(parent).includes(first));
    const unitNames = namesOf(unit);
    return {
      place: places.numberOf(places.pathIn(walk, first)),
      unit,
      isTree,
      unitNames,
      times,
      canaries: new Set(onIt.map(({ value }) => value)).size,
      first: new WeakRef(walk.nodeAt(first)),
      lookup: lookups.to(walk, first),
      lengths: [],
      isCounted: unitNames !== undefined,
    };
  };

  const chainOf = (walk: Walk, { start, unit: period, end, length }: Run): Chain | undefined => {
    const way = wayTo(walk, end);
    const at = way.indexOf(start);
    const unit = way.slice(at, at + period).map((node) => walk.stepAt(node));
    const times = 1 + Math.floor(length / period);
    return chainAt(walk, way, at, { unit, isTree: false, times });
  };

  /** Where the way to a canary goes on and on by the same few properties, as in a tree. */
  const treeOf = (walk: Walk): Chain | undefined => {
    const { mostBranches, leastDepth } = TREE;
    for (const { parent } of walk.hits) {
      const way = wayTo(walk, parent);
      const labels = new Set<string>();
      let start = way.length;
      while (start > 1 && values.nameOfStep(walk.labelAt(way[start - 1]!)) !== undefined) {
        labels.add(walk.labelAt(way[start - 1]!));
        if (labels.size > mostBranches) break;
        start--;
      }
      const run = way.slice(start).map((node) => walk.stepAt(node));
      const isTree = labels.size > 1 && run.length >= leastDepth;
      if (!isTree || run.some((step) => step.class !== run[0]!.class)) continue;
      const unit = [...labels].slice(0, mostBranches).map((label) => ({ label, class: run[0]!.class }));
      return chainAt(walk, way, start, { unit, isTree: true, times: run.length });
    }
    return undefined;
  };

  const nodesOf = (root: object, names: readonly string[]): number | undefined => {
    const seen = new Set([root]);
    const waiting = [root];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      for (const name of names) {
        const child = follow(node, [name]);
        if (child === undefined || seen.has(child)) continue;
        if (seen.size >= MOST_NODES) return undefined;
        seen.add(child);
        waiting.push(child);
      }
    }
    return seen.size;
  };

  const lengthOf = ({ unitNames, isTree, first, lookup }: Chain): number | undefined => {
    if (unitNames === undefined) return undefined;
    const start = lookup.isReadable ? lookup.now() : first.deref();
    // What begins it may have let go of it.
    if (start === undefined) return 0;
    if (isTree) return nodesOf(start, unitNames);
    let object: object | undefined = start;
    let length = 0;
    while (length < MOST_LENGTH) {
      object = follow(object, unitNames);
      if (object === undefined || object === start) return length;
      length++;
    }
    return undefined;
  };

  const measure = (): void => {
    for (const chain of chains) {
      const length = chain.isCounted ? lengthOf(chain) : undefined;
      if (length !== undefined) chain.lengths.push(length);
      else chain.isCounted = false;
    }
  };

  return {
    find(walk) {
      if (chains.length > 0) return;
      const found = repeatsIn(walk).map((run) => chainOf(walk, run));
      const tree = found.length === 0 ? treeOf(walk) : undefined;
      chains = [...found, ...(tree === undefined ? [] : [tree])]
        .filter((chain) => chain !== undefined)
        .sort((a, b) => b.canaries - a.canaries || b.times - a.times)
        .slice(0, MOST_CHAINS);
      measure();
    },
    measure,
    get lookups() {
      return chains.map(({ lookup }) => lookup);
    },
    facts: () =>
      chains.map(({ place, unit, times, canaries, lookup, lengths }) => ({
        place,
        unit,
        times,
        canaries,
        fromOwner: lookup.isReadable,
        lengths,
        begunAnew: lookup.begunAnew,
      })),
    clear: () => void (chains = []),
  };
}
