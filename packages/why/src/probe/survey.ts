import type { Canaries, Canary, Root } from './canaries.js';
import type { CollectionKind, EntryReader, TargetValues } from './target-values.js';
import type { Step, Walk } from './walk.js';

/** A path from a root, the same for all that lie at it. */
export interface Place {
  readonly url: string;
  readonly steps: readonly Step[];
}

/** A collection over the looks, and whether old entries stay in it. */
export interface CollectionFacts {
  readonly place: number;
  readonly kind: CollectionKind;
  /** Number of the look that counted it first. */
  readonly since: number;
  /** Entries at each look from then on; -1 where it was gone. */
  readonly sizes: readonly number[];
  /** Of the old entries that were noted, how many are still in it at the end. */
  readonly sampled: number;
  readonly kept: number;
  /** Calls of the site during which entries were added to it that are objects or strings. */
  readonly addedIn: number;
}

/** Where a canary was found, from the outermost collection down. */
export interface HitFacts {
  readonly canary: number;
  readonly place: number;
  /** Collections that it lies in, the outermost first, and whether the entry that leads to it is still there. */
  readonly within: readonly { readonly collection: number; readonly stillIn: boolean }[];
}

export interface CanaryFacts {
  readonly origin: string;
  readonly name: string;
  readonly call: number;
  /** Of a string it is not told whether it is alive. */
  readonly isObject: boolean;
  readonly alive: boolean;
  /** Whether young objects have been collected since it was caught. */
  readonly collectedSince: boolean;
}

/** The end of the deepest path, where it repeats itself. */
export interface ChainFacts {
  readonly place: number;
  /** Steps that repeat. */
  readonly unit: readonly Step[];
  readonly times: number;
  /** Caught objects that lie on it or hang from it. */
  readonly canaries: number;
  /** Lengths by its properties, first and last; empty where closures are part of it. */
  readonly lengths: readonly number[];
}

/** All that was seen, as it leaves the process. */
export interface SurveyFacts {
  readonly places: readonly Place[];
  readonly collections: readonly CollectionFacts[];
  readonly hits: readonly HitFacts[];
  readonly canaries: readonly CanaryFacts[];
  readonly chain: ChainFacts | null;
  /** Objects with too many keys to be listed, by their place. */
  readonly tooLarge: readonly number[];
  readonly calls: number;
  /** Calls that were seen from their beginning to their end while collections were watched. */
  readonly wholeCalls: number;
}

export interface Survey {
  /** Takes over what a walk has met, and lets go of the walk. */
  settle(walk: Walk): void;
  /** Reads the size of each collection. */
  look(last: boolean): void;
  /** Chooses the collections that grow, and gives how many they are. */
  chooseGrowing(): number;
  /** Notes how large the chosen collections are as a call begins; `depth` frames are on the stack. */
  enterCall(depth: number): void;
  /** Notes where in the chosen collections what the call has made will be, and to which it has added. */
  leaveCall(depth: number): void;
  /** Adds to a walk what the chosen collections hold where the canaries have to be. */
  addNear(walk: Walk): void;
  /** Length of a chain that begins at the same root as the one that was found. */
  measureChain(): void;
  /** Looks for what was found once more, for so many milliseconds. Gives whether there is more to do. */
  confirm(milliseconds: number): boolean;
  /** `beforehand`: what was met in a collection counts as still in it, and old entries as kept. */
  facts(beforehand: boolean): SurveyFacts;
  clear(): void;
}

/** What is known of collections and canaries from look to look. Holds all of the program weakly. */
export function createSurvey(values: TargetValues, canaries: Canaries, mine: WeakSet<object>): Survey {
  interface Noted {
    readonly key: unknown;
    readonly value: unknown;
  }
  interface Collection {
    readonly ref: WeakRef<object>;
    readonly kind: CollectionKind;
    readonly place: number;
    readonly since: number;
    /** As it was met. */
    readonly size: number;
    readonly sizes: number[];
    readonly samples: readonly Noted[];
    readonly positions: number[];
    kept: number;
    entered: number;
    addedIn: number;
    /** Of the entries that came in such calls, the share that are objects or strings. */
    onHeap: number;
    /** Counting its keys takes so long that it is done only where it must. */
    slow: boolean;
  }
  interface Within {
    readonly collection: number;
    /** The entry that leads to the canary, an object weakly. */
    readonly child: unknown;
    stillIn: boolean;
  }
  interface Found {
    readonly canary: Canary;
    readonly place: number;
    readonly within: readonly Within[];
  }
  interface Chain {
    readonly place: number;
    readonly root: { readonly label: string; readonly url: string } | undefined;
    /** What repeats, and its property names; undefined where closures are between. */
    readonly unit: readonly Step[];
    readonly unitNames: readonly string[] | undefined;
    readonly times: number;
    readonly canaries: number;
    /** What has the first link in a property, and the name of that: the link itself may be replaced. */
    readonly owner: WeakRef<object> | undefined;
    readonly first: string | undefined;
    readonly lengths: number[];
  }

  const MOST_COLLECTIONS = 4000;
  const MOST_GROWING = 24;
  const MOST_ON_HEAP = 0.5;
  /** More take long to be listed, and are not listed at every look. */
  const FEW_KEYS = 20_000;
  const MOST_WITHIN = 12;
  const MOST_ON_CHAIN = 50;
  const MOST_TOO_LARGE = 4;
  const MOST_UP = 500;
  const LONGEST_PATH = 48;
  const NEAR = { before: 4, after: 12 };
  const SLOW_MS = 8;
  const CHAIN = {
    mostBranches: 3,
    leastDepth: 6,
    mostCut: 5,
    mostPeriod: 8,
    leastTimes: 8,
    mostLength: 200_000,
  };
  const MOST_OF_ARRAY = 200_000;
  const ENTRIES_A_SLICE = 2000;
  let places: Place[] = [];
  let placeNumbers = new Map<string, number>();
  let collections: Collection[] = [];
  let collectionNumbers = new WeakMap<object, number>();
  let found: Found[] = [];
  let growing: number[] = [];
  let looks = 0;
  /** Depth of the call that has begun and not ended; -1 for none. A call within another, or one that awaits, is not whole. */
  let enteredAt = -1;
  let wholeCalls = 0;
  let chain: Chain | undefined;
  let tooLarge = new Set<number>();
  let toConfirm: number[] | undefined;
  let confirming:
    { at: Collection; reader: EntryReader; wanted: Map<unknown, (() => void)[]>; left: number } | undefined;

  const weakly = (value: unknown): unknown => (values.isObject(value) ? new WeakRef(value) : value);
  const strongly = (value: unknown): unknown => (value instanceof WeakRef ? value.deref() : value);

  const placeOf = (url: string, steps: readonly Step[]): number => {
    const id = `${url}\n${steps.map(({ label, class: name }) => `${label}<${name}>`).join(' ')}`;
    let number = placeNumbers.get(id);
    if (number === undefined) {
      number = places.length;
      places.push({ url, steps });
      placeNumbers.set(id, number);
    }
    return number;
  };

  const shortened = (steps: readonly Step[]): readonly Step[] =>
    steps.length <= LONGEST_PATH
      ? steps
      : [
          ...steps.slice(0, LONGEST_PATH / 2),
          { label: '…', class: 'Object' },
          ...steps.slice(-LONGEST_PATH / 2),
        ];

  /** The path of a node, begun where the collection lies that the walk set out from. */
  const pathIn = (walk: Walk, node: number): { url: string; steps: readonly Step[] } => {
    const steps = shortened(walk.pathTo(node));
    const top = walk.upFrom(node).at(-1)!;
    const known = walk.rootOf(node) === undefined ? collectionNumbers.get(walk.nodeAt(top)) : undefined;
    if (known === undefined) return { url: walk.rootOf(node)?.url ?? '', steps };
    const { url, steps: before } = places[collections[known]!.place]!;
    return { url, steps: [...before, ...steps.slice(1)] };
  };

  const collectionAt = (
    walk: Walk,
    node: number,
    kind: CollectionKind,
    samples: readonly Noted[],
    size = 0,
  ): number | undefined => {
    const object = walk.nodeAt(node);
    const known = collectionNumbers.get(object);
    if (known !== undefined) return known;
    if (collections.length >= MOST_COLLECTIONS) return undefined;
    const { url, steps } = pathIn(walk, node);
    const number = collections.length;
    collections.push({
      ref: new WeakRef(object),
      kind,
      place: placeOf(url, steps),
      since: looks,
      size,
      sizes: [],
      samples: samples.map(({ key, value }) => ({ key: weakly(key), value: weakly(value) })),
      positions: [],
      kept: 0,
      entered: 0,
      addedIn: 0,
      onHeap: 0,
      slow: kind === 'Object' && size > FEW_KEYS,
    });
    collectionNumbers.set(object, number);
    return number;
  };

  const sizeNow = (collection: Collection, last: boolean): number => {
    const object = collection.ref.deref();
    if (object === undefined) return -1;
    if (collection.slow && !last) return collection.sizes.at(-1) ?? collection.size;
    const start = Date.now();
    const size = values.sizeOf(object, collection.kind);
    if (Date.now() - start > SLOW_MS) collection.slow = true;
    return size;
  };

  const grows = ({ sizes }: Collection): boolean => sizes.length > 1 && sizes.at(-1)! > sizes[0]!;

  const nameOf = (label: string): string | undefined =>
    label.startsWith('.') && values.isLabel(label.slice(1)) ? label.slice(1) : undefined;
  const namesOf = (steps: readonly Step[]): readonly string[] | undefined => {
    const names = steps.map(({ label }) => nameOf(label));
    return names.includes(undefined) ? undefined : (names as string[]);
  };

  const chainAt = (
    walk: Walk,
    way: readonly number[],
    start: number,
    unit: readonly Step[],
    times: number,
  ): Chain => {
    const root = walk.rootOf(way[start]!);
    const head = way.slice(0, Math.max(1, start)).map((node) => walk.stepAt(node));
    const { url } = pathIn(walk, way[start]!);
    const onIt = walk.hits
      .slice(0, MOST_ON_CHAIN)
      .filter(({ parent }) => walk.upFrom(parent).includes(way[start]!));
    return {
      place: placeOf(url, shortened(head)),
      root: root === undefined ? undefined : { label: root.label, url: root.url },
      first: start < 2 ? undefined : nameOf(walk.labelAt(way[start - 1]!)),
      unit,
      unitNames: namesOf(unit),
      times,
      canaries: new Set(onIt.map(({ value }) => value)).size,
      owner: start < 2 ? undefined : new WeakRef(walk.nodeAt(way[start - 2]!)),
      lengths: [],
    };
  };

  /** Where the way to the deepest node repeats the same steps. */
  const chainOf = (walk: Walk): Chain | undefined => {
    const deepest = walk.deepest();
    if (deepest < 0) return undefined;
    const full = walk.upFrom(deepest).reverse();
    const { mostCut, mostPeriod, leastTimes } = CHAIN;
    for (let dropped = 0; dropped < mostCut; dropped++) {
      const way = full.slice(0, full.length - dropped);
      for (let period = 1; period <= mostPeriod; period++) {
        let first = way.length - 1;
        while (first - period >= 1 && walk.labelAt(way[first]!) === walk.labelAt(way[first - period]!))
          first--;
        const repeats = way.length - 1 - first;
        if (repeats < period * leastTimes) continue;
        const start = first - period + 1;
        const unit = way.slice(start, first + 1).map((node) => walk.stepAt(node));
        const next = way.slice(first + 1, first + 1 + period).map((node) => walk.stepAt(node));
        if (unit.some((step, i) => step.class !== next[i]!.class)) continue;
        if (unit.every(({ label }) => label === '.__proto__')) continue;
        return chainAt(walk, way, start, unit, 1 + Math.floor(repeats / period));
      }
    }
    return undefined;
  };

  /** Where the way to a canary goes on and on by the same few properties, as in a tree. */
  const treeOf = (walk: Walk): Chain | undefined => {
    for (const { parent } of walk.hits) {
      const way = walk.upFrom(parent).reverse();
      const labels = new Set<string>();
      let first = way.length;
      while (first > 1 && nameOf(walk.labelAt(way[first - 1]!)) !== undefined) {
        labels.add(walk.labelAt(way[first - 1]!));
        if (labels.size > CHAIN.mostBranches) break;
        first--;
      }
      const run = way.slice(first).map((node) => walk.stepAt(node));
      if (run.length < CHAIN.leastDepth || run.some((step) => step.class !== run[0]!.class)) continue;
      const unit = [...labels].slice(0, CHAIN.mostBranches).map((label) => ({ label, class: run[0]!.class }));
      return { ...chainAt(walk, way, first, unit, run.length), unitNames: undefined };
    }
    return undefined;
  };

  const follow = (from: object, names: readonly string[]): object | undefined => {
    let object: unknown = from;
    for (const name of names) {
      object = values.dataOf(object as object, name);
      if (values.isOpaque(object)) return undefined;
    }
    return object as object;
  };

  /** Where the chain begins by now: its owner's property, or the variable that it begins at. */
  const firstLink = ({ owner, first, root }: Chain): object | undefined => {
    if (owner !== undefined) {
      const from = owner.deref();
      return from === undefined || first === undefined ? undefined : follow(from, [first]);
    }
    return canaries.roots.find(({ label, url }: Root) => label === root?.label && url === root.url)?.value;
  };

  const chainLength = (measured: Chain): number | undefined => {
    const { unitNames } = measured;
    const start = unitNames === undefined ? undefined : firstLink(measured);
    if (start === undefined) return undefined;
    let object: object | undefined = start;
    let length = 0;
    while (length < CHAIN.mostLength) {
      object = follow(object, unitNames!);
      if (object === undefined || object === start) break;
      length++;
    }
    return length;
  };

  const keptOf = (collection: Collection): { sampled: number; kept: number } => {
    const { kind, samples } = collection;
    // Of an array's entries the scan has told; what is no object cannot be told apart there.
    if (kind === 'Array') {
      return {
        sampled: samples.filter(({ value }) => value instanceof WeakRef).length,
        kept: collection.kept,
      };
    }
    const object = collection.ref.deref();
    if (object === undefined) return { sampled: samples.length, kept: 0 };
    const kept = samples.filter(({ key }) => {
      const alive = strongly(key);
      return (alive !== undefined || key === undefined) && values.has(object, kind, alive);
    }).length;
    return { sampled: samples.length, kept };
  };

  /** What is to be found again in a collection, each with what to do then. */
  const wantedIn = (number: number): Map<unknown, (() => void)[]> => {
    const wanted = new Map<unknown, (() => void)[]>();
    const want = (ref: unknown, act: () => void): void => {
      const value = strongly(ref);
      if (value === undefined) return;
      const acts = wanted.get(value);
      if (acts === undefined) wanted.set(value, [act]);
      else acts.push(act);
    };
    for (const { within } of found) {
      for (const each of within)
        if (each.collection === number) want(each.child, () => (each.stillIn = true));
    }
    const collection = collections[number]!;
    if (collection.kind === 'Array') {
      for (const { value } of collection.samples)
        if (value instanceof WeakRef) want(value, () => collection.kept++);
    }
    return wanted;
  };

  return {
    settle(walk) {
      for (const { node, kind, samples, size } of walk.met) collectionAt(walk, node, kind, samples, size);
      for (const { canary, parent, value, label } of walk.hits) {
        const within: Within[] = [];
        let child = value;
        for (const node of walk.upFrom(parent).slice(0, MOST_UP)) {
          const holder = walk.nodeAt(node);
          const kind = values.kindOf(holder);
          const isCollection = kind !== 'Object' || collectionNumbers.has(holder);
          const number = isCollection ? collectionAt(walk, node, kind, []) : undefined;
          if (number !== undefined && within.length < MOST_WITHIN) {
            within.unshift({ collection: number, child: weakly(child), stillIn: false });
          }
          child = holder;
        }
        const { url, steps } = pathIn(walk, parent);
        const name = values.isObject(value) ? values.classOf(value) : 'string';
        const place = placeOf(url, [...steps, { label, class: name }]);
        if (!found.some((each) => each.canary === canary && each.place === place)) {
          found.push({ canary, place, within });
        }
      }
      for (const node of walk.tooLarge.slice(0, MOST_TOO_LARGE)) {
        const { url, steps } = pathIn(walk, node);
        tooLarge.add(placeOf(url, steps));
      }
      chain ??= chainOf(walk) ?? treeOf(walk);
    },
    look(last) {
      for (const collection of collections) collection.sizes.push(sizeNow(collection, last));
      looks++;
    },
    chooseGrowing() {
      growing = collections
        .map((collection, number) => ({ collection, number }))
        .filter(({ collection }) => grows(collection) && !collection.slow)
        .sort((a, b) => gained(b.collection) - gained(a.collection))
        .slice(0, MOST_GROWING)
        .map(({ number }) => number);
      for (const number of growing) collections[number]!.positions.length = 0;
      return growing.length;
    },
    enterCall(depth) {
      enteredAt = depth;
      for (const { collection, object } of chosen())
        collection.entered = values.sizeOf(object, collection.kind);
    },
    leaveCall(depth) {
      const isWhole = enteredAt === depth;
      if (isWhole) wholeCalls++;
      enteredAt = -1;
      for (const { collection, object } of chosen()) {
        const size = values.sizeOf(object, collection.kind);
        collection.positions.push(size);
        if (isWhole && size > collection.entered) collection.addedIn++;
      }
    },
    addNear(walk) {
      for (const number of growing) {
        const collection = collections[number]!;
        const object = collection.ref.deref();
        const positions = new Set<number>();
        for (const size of collection.positions) {
          for (let at = size - NEAR.before; at <= size + NEAR.after; at++) if (at >= 0) positions.add(at);
        }
        if (object === undefined || positions.size === 0) continue;
        collection.onHeap = walk.addEntriesAt(
          object,
          collection.kind,
          places[collection.place]!.steps,
          positions,
        );
      }
    },
    measureChain() {
      if (chain === undefined) return;
      const length = chainLength(chain);
      if (length !== undefined) chain.lengths.push(length);
    },
    confirm(milliseconds) {
      const end = Date.now() + milliseconds;
      toConfirm ??= [
        ...new Set([
          ...found.flatMap(({ within }) => within.map(({ collection }) => collection)),
          ...collections.flatMap((each, number) => (each.kind === 'Array' && grows(each) ? [number] : [])),
        ]),
      ];
      while (Date.now() < end) {
        if (confirming === undefined) {
          const number = toConfirm.pop();
          if (number === undefined) return false;
          const at = collections[number]!;
          const object = at.ref.deref();
          const wanted = wantedIn(number);
          if (object === undefined || wanted.size === 0) continue;
          mine.add(wanted);
          const size = values.sizeOf(object, at.kind);
          const from = at.kind === 'Array' ? Math.max(0, size - MOST_OF_ARRAY) : 0;
          const reader = values.readEntries(object, at.kind, from);
          confirming = { at, reader, wanted, left: size + ENTRIES_A_SLICE };
        }
        const { reader, wanted } = confirming;
        for (let i = 0; i < ENTRIES_A_SLICE; i++) {
          const entry = reader.next();
          if (entry === undefined || wanted.size === 0 || confirming.left-- <= 0) {
            confirming = undefined;
            break;
          }
          for (const each of [entry.value, entry.key]) {
            const acts = wanted.get(each);
            if (acts === undefined) continue;
            for (const act of acts) act();
            wanted.delete(each);
          }
        }
      }
      return true;
    },
    facts(beforehand) {
      const { all } = canaries;
      const numbers = new Map(all.map((canary, number) => [canary, number]));
      return {
        places,
        collections: collections.map((collection) => {
          const { place, kind, since, sizes, onHeap } = collection;
          const addedIn = onHeap >= MOST_ON_HEAP ? collection.addedIn : 0;
          const stays = beforehand && kind === 'Array' ? { sampled: 0, kept: 0 } : keptOf(collection);
          return { place, kind, since, sizes, addedIn, ...stays };
        }),
        hits: found.flatMap(({ canary, place, within }) => {
          const number = numbers.get(canary);
          if (number === undefined) return [];
          return [
            {
              canary: number,
              place,
              within: within.map(({ collection, stillIn }) => ({
                collection,
                stillIn: stillIn || beforehand,
              })),
            },
          ];
        }),
        canaries: all.map(({ origin, name, call, ref, sentinel }) => ({
          origin,
          name,
          call,
          isObject: ref !== undefined,
          alive: ref?.deref() !== undefined,
          collectedSince: sentinel.deref() === undefined,
        })),
        chain:
          chain === undefined
            ? null
            : (({ place, unit, times, canaries: onIt, lengths }) => ({
                place,
                unit,
                times,
                canaries: onIt,
                lengths,
              }))(chain),
        tooLarge: [...tooLarge],
        calls: canaries.calls,
        wholeCalls,
      };
    },
    clear() {
      places = [];
      placeNumbers = new Map();
      collections = [];
      collectionNumbers = new WeakMap();
      found = [];
      growing = [];
      looks = 0;
      enteredAt = -1;
      wholeCalls = 0;
      chain = undefined;
      tooLarge = new Set();
      toConfirm = undefined;
      confirming = undefined;
    },
  };

  function chosen(): { collection: Collection; object: object }[] {
    return growing.flatMap((number) => {
      const collection = collections[number]!;
      const object = collection.ref.deref();
      return object === undefined ? [] : [{ collection, object }];
    });
  }

  function gained({ sizes }: Collection): number {
    return sizes.at(-1)! - sizes[0]!;
  }
}
