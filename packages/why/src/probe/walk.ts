import type { Canaries, Canary, Root } from './canaries.js';
import type { createSealedQueue, SameFunctions } from './sealed-queue.js';
import type { createWalkNodes, Step, WalkNodes } from './walk-nodes.js';
import type { CollectionKind, Entry, EntryReader, TargetValues } from './target-values.js';

/** A collection that the walk has met. */
export interface Met {
  readonly node: number;
  readonly kind: CollectionKind;
  readonly size: number;
  /** A few of its entries, the oldest and some between. */
  readonly samples: Entry[];
}

/** A canary as a node refers to it. One canary may be met in several places. */
export interface Hit {
  readonly canary: Canary;
  /** The object, or the string. */
  readonly value: unknown;
  /** What the node has: that, or a proxy before it. */
  readonly entry: unknown;
  /** The node that refers to it. */
  readonly parent: number;
  readonly label: string;
}

export interface WalkOptions {
  readonly maxNodes: number;
  /** Whether there is room for all entries of any WeakMap, which can be read at once only. */
  readonly readsWeakMaps: boolean;
  readonly sameFunctions: SameFunctions;
}

/** What a walk is made with. */
export interface WalkParts {
  readonly values: TargetValues;
  readonly canaries: Canaries;
  /** Objects of the probe itself, which no walk looks into. */
  readonly mine: WeakSet<object>;
  readonly createWalkNodes: typeof createWalkNodes;
  readonly createSealedQueue: typeof createSealedQueue;
}

/** How far a slice of the walk has come. */
export interface WalkState {
  /** Nodes that are met and not looked into. */
  readonly left: number;
  readonly nodes: number;
  /** Functions and objects that only an inspector can look into. */
  readonly sealed: number;
  /** Met and left out, since the budget was used up. */
  readonly cut: number;
  /** Distinct canaries below a collection of some size. */
  readonly held: number;
}

/** Positions of a collection that are of interest. */
export type Positions = ReadonlySet<number>;

export interface Walk extends WalkNodes {
  readonly met: readonly Met[];
  readonly hits: readonly Hit[];
  add(value: unknown, parent: number, label: string): void;
  /** Roots of a rank are walked once those of the ranks before it are: so paths begin in modules where they can. */
  addRoot(root: Root): void;
  /**
   * Adds the entries at these positions of a collection that is looked into no further. Gives the share of them that are
   * objects or strings, or have such a key: what else comes into a collection takes no memory of its own.
   */
  addEntriesAt(collection: object, kind: CollectionKind, path: readonly Step[], positions: Positions): number;
  /** Adds what is to be opened by an inspector only. */
  addSealed(object: object): void;
  /** Functions that are variables of a module, its own or of others. */
  functionsOf(url: string): readonly object[];
  /** Objects that have too many keys to be listed. */
  readonly tooLarge: readonly number[];
  /** Goes on for so many milliseconds. */
  step(milliseconds: number): WalkState;
  /** Takes functions and objects that only an inspector can look into. */
  takeSealed(count: number): readonly number[];
  /** What was taken turned out to be Node's own: others beside it are left for last. */
  demote(nodes: readonly number[]): void;
  /** The root of a node, as it was added; `undefined` where it is none of the program's roots. */
  rootOf(node: number): Root | undefined;
}

/**
 * A walk in breadth over what the roots refer to, in slices: own properties, prototypes and entries; of a big collection
 * only its first, its last and a few between, though every entry of a map or set is compared with the canaries.
 */
export function createWalk(
  { values, canaries, mine, createWalkNodes, createSealedQueue }: WalkParts,
  { maxNodes, readsWeakMaps, sameFunctions }: WalkOptions,
): Walk {
  const WHOLE = 96;
  const [FIRST, LAST, SPREAD] = [8, 64, 16];
  const [SAMPLED_FIRST, SAMPLED, SAMPLED_SHARE] = [4, 12, 0.9];
  const COUNTED_FROM = 20;
  const BIG = 100;
  const MOST_HITS = 400;
  const ENTRIES_A_SLICE = 2000;
  const MOST_ENTRIES = 2_000_000;
  const MOST_OF_ARRAY = 200_000;
  const ENTRY = { Map: '[value]', Set: '[entry]', Array: '[i]', Object: '[key]', Timers: '[timer]' };
  const CLOCK_EVERY = 16;
  const OF_MODULE = '{module ';
  /** By these a timer leads to all others of its duration. */
  const BESIDE_TIMER = ['_idleNext', '_idlePrev'];

  const nodes = createWalkNodes(values, mine);
  const rootsOf = new Map<number, Root>();
  let waiting: Root[] = [];
  const met: Met[] = [];
  const hits: Hit[] = [];
  const tooLarge: number[] = [];
  const moduleVariables = new Set<string>();
  const caught = new Map<unknown, Canary>();
  const lengths = new Set<number>();
  for (const canary of canaries.all) {
    const value = canary.text ?? canary.ref?.deref();
    if (value !== undefined) caught.set(value, canary);
    if (canary.text !== undefined) lengths.add(canary.text.length);
  }
  const entryClose = new Set<number>();
  let next = 0;
  let cut = 0;
  let reading:
    | { node: number; kind: CollectionKind; reader: EntryReader; size: number; at: number; samples: Entry[] }
    | undefined;
  const sealed = createSealedQueue(values, mine, nodes, sameFunctions);
  for (const own of [moduleVariables, rootsOf, met, hits, caught]) mine.add(own);

  const isOnHeap = (value: unknown): boolean => typeof value === 'string' || values.isObject(value);

  const isWeak = (value: unknown): boolean =>
    !values.isOpaque(value) && values.classOf(value as object) === 'WeakRef';

  /** Most strings need not be looked at for that. */
  const canaryOf = (value: unknown): Canary | undefined =>
    typeof value === 'string' && !lengths.has(value.length) ? undefined : caught.get(value);

  const add = (entry: unknown, parent: number, label: string, key?: unknown): void => {
    const value = values.bare(entry);
    const canary = canaryOf(value);
    if (canary !== undefined && hits.length < MOST_HITS) {
      if (!hits.some((hit) => hit.value === value && hit.parent === parent)) {
        hits.push({ canary, value, entry, parent, label });
      }
    }
    if (value !== entry && !label.startsWith('[')) {
      const handler = values.handlerOf(entry);
      // Of handlers that are proxies themselves there may be any number, one behind another.
      if (!values.isOpaque(handler)) add(handler, parent, `${label} (handler)`);
    }
    if (values.isOpaque(value)) return;
    const object = value as object;
    if (mine.has(object)) return;
    if (nodes.has(object)) return;
    if (label.startsWith(OF_MODULE)) {
      // Each function of a module has the same variables, which may have changed meanwhile.
      if (moduleVariables.has(label)) return;
      moduleVariables.add(label);
    }
    if (nodes.nodeCount >= maxNodes) {
      cut++;
      return;
    }
    nodes.add({ object, entry, parent, label, key });
  };

  const addNextRoots = (): boolean => {
    const rank = Math.min(...waiting.map((root) => root.rank));
    const ofRank = waiting.filter((root) => root.rank === rank);
    waiting = waiting.filter((root) => root.rank !== rank);
    for (const root of ofRank) {
      const node = nodes.nodeCount;
      add(root.value, -1, root.label);
      if (nodes.nodeCount === node) continue;
      rootsOf.set(node, root);
      if (root.url !== '') moduleVariables.add(`${OF_MODULE}${root.url}}.${root.label}`);
      nodes.setRank(node, Math.floor(root.rank));
    }
    return ofRank.length > 0;
  };

  const isWanted = (at: number, size: number): boolean =>
    size <= WHOLE || at < FIRST || at >= size - LAST || at % Math.ceil(size / SPREAD) === 0;

  const meet = (node: number, kind: CollectionKind, size: number): Entry[] => {
    const samples: Entry[] = [];
    if (size >= COUNTED_FROM) met.push({ node, kind, size, samples });
    if (size >= BIG) nodes.markBig(node);
    return samples;
  };

  /** What has just come in may be gone soon, however long the others stay. */
  const isSampled = (at: number, size: number): boolean =>
    at < SAMPLED_FIRST || (at % Math.ceil(size / SAMPLED) === 0 && at < size * SAMPLED_SHARE);

  const readOn = (): void => {
    const { node, kind, reader, size, samples } = reading!;
    for (let i = 0; i < ENTRIES_A_SLICE; i++) {
      const entry = reader.next();
      if (entry === undefined || reading!.at > size + MOST_ENTRIES) {
        reading = undefined;
        return;
      }
      const { key, value } = entry;
      const at = reading!.at++;
      if (isSampled(at, size)) samples.push(entry);
      if (isWanted(at, size) || canaryOf(value) !== undefined || canaryOf(key) !== undefined) {
        add(value, node, ENTRY[kind], kind === 'Map' || kind === 'Object' ? key : undefined);
        if (kind === 'Map') add(key, node, '[key]');
      }
    }
  };

  const labelOf = (key: PropertyKey, ofEvents: boolean): string => {
    if (typeof key === 'symbol') {
      const name = key.description ?? '';
      return values.isTitle(name) ? `[${name}]` : '[symbol]';
    }
    if (ofEvents && values.isTitle(key as string)) return `.${key as string}`;
    return values.isLabel(key as string) ? `.${key as string}` : '[key]';
  };

  const visitProperties = (object: object, node: number, keys: readonly PropertyKey[]): void => {
    const samples = typeof object === 'function' ? [] : meet(node, 'Object', keys.length);
    const ofEvents = nodes.labelAt(node) === '._events';
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!;
      if (isSampled(i, keys.length)) samples.push({ key, value: undefined });
      if (BESIDE_TIMER.includes(key as string)) continue;
      const value = values.dataOf(object, key);
      const label = labelOf(key, ofEvents);
      if (value !== undefined) add(value, node, label, label.startsWith('[') ? key : undefined);
      else {
        const [get, set] = values.accessorsOf(object, key) ?? [];
        if (get !== undefined) add(get, node, `${label} (getter)`);
        if (set !== undefined) add(set, node, `${label} (setter)`);
      }
    }
  };

  const visit = (node: number): void => {
    const object = nodes.nodeAt(node);
    if (entryClose.has(node)) return;
    const kind = values.kindOf(object);
    if (kind === 'Object' && values.isTooLarge(object)) tooLarge.push(node);
    const keys = values.isKeyless(kind) ? [] : values.keysOf(object);
    // A large object is a dictionary, whose keys are data and no names.
    const isDictionary = kind === 'Object' && keys.length > WHOLE && !values.isGlobal(object);
    if (kind !== 'Object' || isDictionary) {
      const size = isDictionary ? keys.length : values.sizeOf(object, kind);
      const at = kind === 'Array' ? Math.max(0, size - MOST_OF_ARRAY) : 0;
      for (let i = 0; i < Math.min(at, FIRST); i++) add(values.dataOf(object, i), node, ENTRY.Array);
      const reader = isDictionary ? values.readKeys(object, keys) : values.readEntries(object, kind, at);
      reading = { node, kind, reader, size, at, samples: meet(node, kind, size) };
    }
    if (!isDictionary) visitProperties(object, node, keys);
    if (values.isPromise(object)) add(values.resultOf(object), node, '.{result}');
    if (readsWeakMaps && values.isWeakMap(object)) {
      for (const value of values.weakValuesOf(object, WHOLE)) add(value, node, '.{value}');
    }
    if (typeof object === 'function') sealed.addFunction(node);
    else sealed.addInstance(node, keys);
    const prototype = values.prototypeOf(object);
    if (prototype !== undefined) add(prototype, node, '.__proto__');
  };

  const held = (): number => {
    const distinct = new Set<unknown>();
    for (const { value, parent } of hits) if (parent >= 0 && nodes.isInBig(parent)) distinct.add(value);
    return distinct.size;
  };

  return {
    ...nodes,
    met,
    hits,
    add: (value, parent, label) => add(value, parent, label),
    addRoot: (root) => void waiting.push(root),
    addSealed(object) {
      const node = nodes.nodeCount;
      add(object, -1, '');
      if (nodes.nodeCount > node) sealed.add(node);
    },
    functionsOf: (url) =>
      [...rootsOf.values()].flatMap((root) =>
        root.url === url && typeof root.value === 'function' ? [root.value] : [],
      ),
    addEntriesAt(collection, kind, path, positions) {
      const node = nodes.nodeCount;
      if (nodes.has(collection)) return 0;
      add(collection, -1, path.map(({ label }) => label).join(' '));
      entryClose.add(node);
      meet(node, kind, values.sizeOf(collection, kind));
      let [read, onHeap] = [0, 0];
      const take = (key: unknown, value: unknown): void => {
        read++;
        if (!isWeak(value) && (isOnHeap(value) || (kind === 'Map' && isOnHeap(key)))) onHeap++;
        add(value, node, ENTRY[kind]);
        if (kind === 'Map') add(key, node, '[key]');
      };
      if (kind === 'Array') {
        const { length } = collection as unknown[];
        for (const at of positions) if (at < length) take(at, values.dataOf(collection, at));
      } else {
        const reader = values.readEntries(collection, kind);
        const end = Math.max(...positions);
        for (let at = 0; at <= end; at++) {
          const entry = reader.next();
          if (entry === undefined) break;
          if (positions.has(at)) take(entry.key, entry.value);
        }
      }
      return read === 0 ? 0 : onHeap / read;
    },
    tooLarge,
    step(milliseconds) {
      const end = Date.now() + milliseconds;
      for (let i = 1; reading !== undefined || next < nodes.nodeCount || addNextRoots(); i++) {
        if ((reading !== undefined || i % CLOCK_EVERY === 0) && Date.now() >= end) break;
        if (reading !== undefined) readOn();
        else if (next < nodes.nodeCount) visit(next++);
      }
      const left = nodes.nodeCount - next + (reading === undefined ? 0 : 1) + waiting.length;
      return { left, nodes: nodes.nodeCount, sealed: sealed.length, cut, held: held() };
    },
    takeSealed: (count) => sealed.take(count),
    demote: (ofNode) => sealed.demote(ofNode),
    // What is spread has the number as it was then.
    get nodeCount() {
      return nodes.nodeCount;
    },
    rootOf: (node) => rootsOf.get(nodes.upFrom(node).at(-1)!),
  };
}
