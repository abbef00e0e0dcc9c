import type { Want } from './entry-search.js';
import type { Lookup } from './lookups.js';
import type { Places } from './places.js';
import type { CollectionFacts } from './survey-facts.js';
import type { CollectionKind, Entry, TargetValues } from './target-values.js';
import type { Met, Walk } from './walk.js';

/** Collections that walks have met, by number, with their sizes from look to look. All of them are held weakly. */
export interface Collections {
  /** The number of a collection that a walk has met; `undefined` where there are too many. */
  add(walk: Walk, met: Met): number | undefined;
  isKnown(object: object): boolean;
  /** Lets whatever takes its place go on as this collection. Where it grows, others that lie where it does are taken in. */
  follow(number: number, lookup: () => Lookup): void;
  /** The same where names alone lead to it, so that it takes next to nothing to look there. */
  followByName(number: number, lookup: () => Lookup): void;
  /** Ways to those that are followed, of which an inspector may have to read what is there by now. */
  readonly lookups: readonly Lookup[];
  kindOf(number: number): CollectionKind;
  objectOf(number: number): object | undefined;
  /** Reads the size of each. After the last look what has taken the place of another is kept alive, to be searched. */
  look(last: boolean): void;
  /** All that was to be searched is. */
  endSearch(): void;
  /** Chooses those that grow, and gives how many they are. */
  chooseGrowing(): number;
  /** Those without keys that grow: whether old entries stay in one is told by a search only. */
  readonly growingKeyless: readonly number[];
  /** Old entries that are to be looked for in it. */
  oldEntriesOf(number: number): readonly Want[];
  /** Notes how large the chosen ones are as a call begins; `depth` frames are on the stack. */
  enterCall(depth: number): void;
  /** Notes where in the chosen ones what the call has made will be, and to which it has added. */
  leaveCall(depth: number): void;
  /** Calls that were seen from their beginning to their end. */
  readonly wholeCalls: number;
  /** Adds to a walk what the chosen ones hold where the canaries have to be. */
  addNear(walk: Walk): void;
  /** `beforehand`: old entries count as kept where only a search tells. */
  facts(beforehand: boolean): readonly CollectionFacts[];
  clear(): void;
}

export function createCollections(values: TargetValues, places: Places): Collections {
  interface Noted {
    readonly key: unknown;
    readonly value: unknown;
  }
  interface Collection {
    ref: WeakRef<object> | undefined;
    /** How to find what may have taken its place. */
    lookup: Lookup | undefined;
    begunAnew: boolean;
    /** Whether all others are known that lie where it does under the same owner. */
    knowsOthers: boolean;
    /** Itself, where nothing else may hold it any more and it is to be searched. */
    held: object | undefined;
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

  const MOST_COLLECTIONS = 4000;
  const MOST_GROWING = 24;
  /** Of those whose place only an inspector can read. */
  const MOST_SEALED = 12;
  const MOST_ON_HEAP = 0.5;
  /** More take long to be listed, and are not listed at every look. */
  const FEW_KEYS = 20_000;
  const NEAR = { before: 4, after: 12 };
  const SLOW_MS = 8;
  let collections: Collection[] = [];
  let numbers = new WeakMap<object, number>();
  let growing: number[] = [];
  let looks = 0;
  let sealed = 0;
  /** Places of those whose others are known. */
  let othersTaken = new Set<number>();
  /** Depth of the call that has begun and not ended; -1 for none. A call within another, or one that awaits, is not whole. */
  let enteredAt = -1;
  let wholeCalls = 0;

  const weakly = (value: unknown): unknown => (values.isObject(value) ? new WeakRef(value) : value);
  const strongly = (value: unknown): unknown => (value instanceof WeakRef ? value.deref() : value);
  const notedOf = ({ key, value }: Entry): Noted => ({ key: weakly(key), value: weakly(value) });

  const sizeNow = (collection: Collection, last: boolean): number => {
    const object = collection.ref?.deref();
    if (object === undefined) return -1;
    if (collection.slow && !last) return collection.sizes.at(-1) ?? collection.size;
    const start = Date.now();
    const size = values.sizeOf(object, collection.kind);
    // To list keys is without a bound.
    if (collection.kind === 'Object' && Date.now() - start > SLOW_MS) collection.slow = true;
    return size;
  };

  /** What took its place goes on as it. It is gone where nothing of its kind has. */
  const goOn = (collection: Collection, number: number): void => {
    const { lookup, slow } = collection;
    if (lookup === undefined || !lookup.mayChange || !lookup.isReadable || slow) return;
    const object = lookup.now();
    if (object !== undefined && object === collection.ref?.deref()) return;
    const isSuccessor = object !== undefined && values.kindOf(object) === collection.kind;
    // What is followed elsewhere has changed places.
    if (isSuccessor && numbers.has(object)) return;
    collection.ref = isSuccessor ? new WeakRef(object) : undefined;
    if (!isSuccessor) return;
    collection.begunAnew = true;
    numbers.set(object, number);
    places.put(object, collection.place);
  };

  const take = (
    met: Pick<Met, 'kind' | 'samples' | 'size'> & { readonly object: object; place(): number },
  ): number | undefined => {
    const { object, kind, samples, size } = met;
    if (collections.length >= MOST_COLLECTIONS) return undefined;
    const number = collections.length;
    const place = met.place();
    collections.push({
      ref: new WeakRef(object),
      lookup: undefined,
      begunAnew: false,
      knowsOthers: false,
      held: undefined,
      kind,
      place,
      since: looks,
      size,
      sizes: [],
      samples: samples.map(notedOf),
      positions: [],
      kept: 0,
      entered: 0,
      addedIn: 0,
      onHeap: 0,
      slow: kind === 'Object' && size > FEW_KEYS,
    });
    numbers.set(object, number);
    places.put(object, place);
    return number;
  };

  const gained = ({ sizes }: Collection): number => sizes.at(-1)! - sizes[0]!;
  const grows = (collection: Collection): boolean => collection.sizes.length > 1 && gained(collection) > 0;

  /** Those that lie where one does that grows, whose entries are counted with its own. */
  const takeOthers = (collection: Collection): void => {
    const { kind, place, lookup } = collection;
    if (lookup === undefined || othersTaken.has(place) || !grows(collection)) return;
    othersTaken.add(place);
    const others = lookup.others();
    for (const other of others?.lookups ?? []) {
      const object = other.now();
      if (object === undefined || values.kindOf(object) !== kind) continue;
      const number = numbers.get(object) ?? take({ object, kind, place: () => place, samples: [], size: 0 });
      if (number !== undefined && other.mayChange) collections[number]!.lookup ??= other;
    }
    collection.knowsOthers = others?.isAll === true && collections.length < MOST_COLLECTIONS;
  };

  const chosen = (): { collection: Collection; object: object }[] =>
    growing.flatMap((number) => {
      const collection = collections[number]!;
      // As it is replaced, another may be there within a call.
      if (collection.lookup?.isSealed === false) goOn(collection, number);
      const object = collection.ref?.deref();
      return object === undefined ? [] : [{ collection, object }];
    });

  const keptOf = (collection: Collection): { sampled: number; kept: number } => {
    const { kind, samples } = collection;
    // Of an array's or list's entries the search has told; what is no object cannot be told apart there.
    if (values.isKeyless(kind)) {
      return {
        sampled: samples.filter(({ value }) => value instanceof WeakRef).length,
        kept: collection.kept,
      };
    }
    const object = collection.ref?.deref();
    if (object === undefined) return { sampled: samples.length, kept: 0 };
    const kept = samples.filter(({ key }) => {
      const alive = strongly(key);
      return (alive !== undefined || key === undefined) && values.has(object, kind, alive);
    }).length;
    return { sampled: samples.length, kept };
  };

  return {
    add(walk, { node, kind, samples, size }) {
      const object = walk.nodeAt(node);
      const place = () => places.numberOf(places.pathIn(walk, node));
      return numbers.get(object) ?? take({ object, kind, place, samples, size });
    },
    isKnown: (object) => numbers.has(object),
    follow(number, lookup) {
      const collection = collections[number]!;
      if (collection.lookup !== undefined) return;
      const way = lookup();
      if ((!way.mayChange && !way.isUnderEntry) || (way.isSealed && sealed >= MOST_SEALED)) return;
      if (way.isSealed) sealed++;
      collection.lookup = way;
    },
    followByName(number, lookup) {
      const collection = collections[number]!;
      if (collection.lookup !== undefined) return;
      const way = lookup();
      if (way.mayChange && !way.isUnderEntry && !way.isSealed) collection.lookup = way;
    },
    get lookups() {
      return collections.flatMap((each) => each.lookup ?? []);
    },
    kindOf: (number) => collections[number]!.kind,
    objectOf: (number) => collections[number]!.held ?? collections[number]!.ref?.deref(),
    look(last) {
      for (const [number, collection] of collections.entries()) {
        goOn(collection, number);
        if (last && collection.lookup !== undefined) collection.held = collection.ref?.deref();
      }
      for (const collection of collections) collection.sizes.push(sizeNow(collection, last));
      looks++;
      // What comes in now is counted from the next look on.
      if (!last) for (const collection of collections) takeOthers(collection);
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
    get growingKeyless() {
      return collections.flatMap((each, number) =>
        values.isKeyless(each.kind) && grows(each) ? [number] : [],
      );
    },
    oldEntriesOf(number) {
      const collection = collections[number]!;
      if (!values.isKeyless(collection.kind)) return [];
      return collection.samples.flatMap(({ value }) => {
        const old = value instanceof WeakRef ? strongly(value) : undefined;
        return old === undefined
          ? []
          : [
              {
                value: old,
                act: (): void => {
                  collection.kept++;
                },
              },
            ];
      });
    },
    endSearch() {
      for (const collection of collections) collection.held = undefined;
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
    get wholeCalls() {
      return wholeCalls;
    },
    addNear(walk) {
      for (const { collection, object } of chosen()) {
        const positions = new Set<number>();
        for (const size of collection.positions) {
          for (let at = size - NEAR.before; at <= size + NEAR.after; at++) if (at >= 0) positions.add(at);
        }
        if (positions.size === 0) continue;
        const { steps } = places.all[collection.place]!;
        collection.onHeap = walk.addEntriesAt(object, collection.kind, steps, positions);
      }
    },
    facts: (beforehand) =>
      collections.map((collection) => {
        const { place, kind, since, sizes, onHeap, begunAnew, knowsOthers } = collection;
        const addedIn = onHeap >= MOST_ON_HEAP ? collection.addedIn : 0;
        const stays = beforehand && values.isKeyless(kind) ? { sampled: 0, kept: 0 } : keptOf(collection);
        return { place, kind, since, sizes, addedIn, begunAnew, knowsOthers, ...stays };
      }),
    clear() {
      collections = [];
      numbers = new WeakMap();
      growing = [];
      sealed = 0;
      othersTaken = new Set();
      looks = 0;
      enteredAt = -1;
      wholeCalls = 0;
    },
  };
}
