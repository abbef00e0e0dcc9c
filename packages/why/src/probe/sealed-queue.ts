import type { TargetValues } from './target-values.js';
import type { WalkNodes } from './walk-nodes.js';

/** Functions of one source to be opened. */
export interface SameFunctions {
  /** Of those that one collection holds. */
  readonly inCollections: number;
  readonly elsewhere: number;
}

/** Nodes of a walk that only an inspector can look into: closures of functions, private fields of objects. */
export interface SealedQueue {
  /** Puts a function in, unless it is native or enough of its source are in. */
  addFunction(node: number): void;
  /** Puts an object in if its class has private fields, unless enough of that class are in. */
  addInstance(node: number, keys: readonly PropertyKey[]): void;
  /** Puts a node in, whatever it is. */
  add(node: number): void;
  /** Takes some out, what is nearest to the application first. */
  take(count: number): readonly number[];
  /** What was taken turned out to be Node's own: others beside it are left for last. */
  demote(nodes: readonly number[]): void;
  readonly length: number;
}

export function createSealedQueue(
  values: TargetValues,
  mine: WeakSet<object>,
  nodes: WalkNodes,
  sameFunctions: SameFunctions,
): SealedQueue {
  /** Of modules and of what the calls share. */
  const OWN_RANKS = 2;
  const BESIDE_LINKS = 2;
  const LONGEST_LINK = 8;
  const MOST_INSTANCES = 48;
  const MOST_PROTOTYPES = 8;
  const MOST_KEYS = 96;
  const SOURCE_START = 80;
  const NATIVE = '{ [native code] }';
  /** After these a hash sign is of a text, such as a colour. */
  const NOT_BEFORE_PRIVATE = '0123456789\'"`';

  const buckets: (number[] | undefined)[] = [];
  /** Functions that go on a chain of closures. */
  const links: number[] = [];
  /** What has functions of Node's own, and what is sealed beside these. */
  const foreign = new Set<number>();
  const last: number[] = [];
  const opened = new Map<string, number>();
  const sourceKeys = new Map<number, string>();
  const hasPrivateFields = new Map<object, boolean>();
  const instances = new Map<object, number>();
  for (const own of [buckets, opened]) mine.add(own);

  /**
   * Of a rank, private fields go before closures: there are fewer of them, and each takes half the calls. Those of what the
   * calls share go before the closures of modules, too, which may use up all the calls that there are.
   */
  const add = (node: number): void => {
    const rank = nodes.rankOf(node);
    const isFunction = typeof nodes.nodeAt(node) === 'function';
    const bucket = rank < OWN_RANKS ? rank + (isFunction ? OWN_RANKS : 0) : 2 * rank + (isFunction ? 1 : 0);
    (buckets[bucket] ??= []).push(node);
  };

  /** Whether the way to a function leads, not far above, through one of the same source. */
  const isBelowLike = (node: number, key: string): boolean => {
    let above = nodes.parentOf(node);
    for (let i = 0; i < LONGEST_LINK && above >= 0; i++) {
      if (sourceKeys.get(above) === key) return true;
      above = nodes.parentOf(above);
    }
    return false;
  };

  /** Whether a source has a name such as `#sessions`, at the least one that may be one. */
  const namesPrivate = (source: string): boolean => {
    for (let at = source.indexOf('#'); at > 0; at = source.indexOf('#', at + 1)) {
      const [before, next] = [source[at - 1]!, source[at + 1]];
      const isText = values.isNameStart(before) || NOT_BEFORE_PRIVATE.includes(before);
      if (next !== undefined && values.isNameStart(next) && !isText) return true;
    }
    return false;
  };

  /** The prototype of its class that has private fields, which no property tells. */
  const privateClassOf = (object: object): object | undefined => {
    let prototype = values.prototypeOf(object);
    for (let i = 0; prototype !== undefined && i < MOST_PROTOTYPES; i++) {
      let known = hasPrivateFields.get(prototype);
      if (known === undefined) {
        const constructor = values.dataOf(prototype, 'constructor');
        const isFunction = typeof constructor === 'function' && !values.isOpaque(constructor);
        const source = isFunction ? values.sourceOf(constructor) : '';
        known = source.startsWith('class') && namesPrivate(source);
        hasPrivateFields.set(prototype, known);
      }
      if (known) return prototype;
      prototype = values.prototypeOf(prototype);
    }
    return undefined;
  };

  /** An inspector that opens it describes what its properties hold, and an error it describes by its `stack`. */
  const mayBeOpened = (object: object, keys: readonly PropertyKey[]): boolean =>
    keys.length <= MOST_KEYS &&
    !values.isError(object) &&
    !keys.some((key) => {
      const value = values.dataOf(object, key);
      return values.isObject(value) && !values.isOpaque(value) && values.isError(value);
    });

  const takeFrom = (some: typeof buckets, into: number[], most: number): void => {
    for (const bucket of some) {
      while (bucket !== undefined && bucket.length > 0 && into.length < most) {
        const node = bucket.shift()!;
        (foreign.has(nodes.parentOf(node)) ? last : into).push(node);
      }
    }
  };

  return {
    add,
    addFunction(node) {
      const fn = nodes.nodeAt(node);
      const source = values.sourceOf(fn);
      const name = values.nameOf(fn);
      if (source.endsWith(NATIVE) && !name.startsWith('bound ')) return;
      const inCollection = nodes.labelAt(node).startsWith('[');
      const holder = inCollection ? nodes.parentOf(node) : '';
      const key = `${holder}|${name}|${source.length}|${source.slice(0, SOURCE_START)}`;
      const count = (opened.get(key) ?? 0) + 1;
      if (count > (inCollection ? sameFunctions.inCollections : sameFunctions.elsewhere)) return;
      opened.set(key, count);
      sourceKeys.set(node, key);
      // A chain goes on link by link, each of which is known only once the one before is open.
      if (isBelowLike(node, key)) links.push(node);
      else add(node);
    },
    addInstance(node, keys) {
      const object = nodes.nodeAt(node);
      const privateClass = privateClassOf(object);
      if (privateClass === undefined) return;
      const count = (instances.get(privateClass) ?? 0) + 1;
      instances.set(privateClass, count);
      if (count <= MOST_INSTANCES && mayBeOpened(object, keys)) add(node);
    },
    take(count) {
      const taken: number[] = [];
      takeFrom(buckets.slice(0, OWN_RANKS), taken, count);
      if (taken.length === 0) taken.push(...links.splice(0, count));
      // The next link is known only once this one is open: beside it there is room for a few.
      const room = taken.length === 0 ? count : Math.min(count, taken.length + BESIDE_LINKS);
      takeFrom(buckets.slice(OWN_RANKS), taken, room);
      return taken.length > 0 ? taken : last.splice(0, count);
    },
    demote(ofNode) {
      for (const node of ofNode) if (nodes.parentOf(node) >= 0) foreign.add(nodes.parentOf(node));
    },
    get length() {
      return buckets.reduce((sum, each) => sum + (each?.length ?? 0), last.length + links.length);
    },
  };
}
