import type { Entry, EntryReader } from './target-values.js';

/**
 * What Node.js knows of the program's objects and no property tells: its own native functions read it without running any
 * code of the program. Until these are lent, none of it is seen.
 */
export interface NodeInsides {
  /** Takes native readers and the lists of timers out of variables of Node's own, where they are there. */
  lend(variables: object): void;
  /** What is behind a proxy, as far as that can be read; anything else is itself. */
  bare(value: unknown): unknown;
  /** `undefined` of what is no proxy, too. */
  handlerOf(value: unknown): object | undefined;
  /** What a promise has settled with; `undefined` while it has not, or where that cannot be read. */
  resultOf(promise: object): unknown;
  /** Values of a WeakMap, at most so many, spread over all; none where they cannot be read. */
  weakValuesOf(weakMap: object, most: number): readonly unknown[];
  /** Node's own lists of timers, by duration. Each is known as one from then on. */
  timerLists(): object | undefined;
  isTimerList(object: object): boolean;
  /** The timers of a list that do not go by themselves soon, the oldest first. */
  readTimers(list: object): EntryReader;
}

/** How values are read, to find what is lent in them. */
export interface PlainReads {
  readonly isObject: (value: unknown) => value is object;
  readonly isProxy: (value: unknown) => boolean;
  readonly isOpaque: (value: unknown) => boolean;
  readonly dataOf: (object: object, key: PropertyKey) => unknown;
  readonly keysOf: (object: object) => readonly PropertyKey[];
  readonly nameOf: (fn: object) => string;
  readonly sourceOf: (fn: object) => string;
  readonly getPrototypeOf: (object: object) => object | null;
}

export function createNodeInsides({
  isObject,
  isProxy,
  isOpaque,
  dataOf,
  keysOf,
  nameOf,
  sourceOf,
  getPrototypeOf,
}: PlainReads): NodeInsides {
  /** As `util.inspect` has them. */
  interface Readers {
    /** State and result; the state alone while it is pending. */
    getPromiseDetails?: (promise: object) => object;
    /** Target and handler, which are null of a revoked one. */
    getProxyDetails?: (proxy: object) => object;
    /** Keys and values by turns, of a WeakMap all that there are. */
    previewEntries?: (weakMap: object) => object;
  }

  const NATIVE = '{ [native code] }';
  const MOST_PROXIES = 4;
  const TIMER_LIST = 'TimersList';
  const MOST_TIMERS = 50_000;
  /** Where none of so many repeats, none is looked for among the others. */
  const MOST_BEFORE_FIRST = 1000;
  /** A timer that fires once, and within that time, keeps what it has for no longer. */
  const SOON_MS = 600_000;
  const readers: Readers = {};
  let listsOfTimers: object | undefined;
  let prototypeOfLists: object | undefined;

  return {
    lend(variables) {
      for (const name of ['getPromiseDetails', 'getProxyDetails', 'previewEntries'] as const) {
        const reader = dataOf(variables, name);
        if (typeof reader !== 'function' || isProxy(reader) || nameOf(reader) !== name) continue;
        if (sourceOf(reader).endsWith(NATIVE)) readers[name] = reader as (object: object) => object;
      }
      const lists = dataOf(variables, 'timerListMap');
      if (!isOpaque(lists)) listsOfTimers = lists as object;
    },
    bare(value) {
      let behind = value;
      for (let i = 0; i < MOST_PROXIES && readers.getProxyDetails !== undefined; i++) {
        if (!isObject(behind) || !isProxy(behind)) break;
        behind = dataOf(readers.getProxyDetails(behind), 0);
      }
      return behind;
    },
    handlerOf(value) {
      if (readers.getProxyDetails === undefined || !isObject(value) || !isProxy(value)) return undefined;
      const handler = dataOf(readers.getProxyDetails(value), 1);
      return isObject(handler) ? handler : undefined;
    },
    resultOf: (promise) => readers.getPromiseDetails && dataOf(readers.getPromiseDetails(promise), 1),
    weakValuesOf(weakMap, most) {
      const entries = readers.previewEntries?.(weakMap) as readonly unknown[] | undefined;
      const count = entries === undefined ? 0 : entries.length / 2;
      const step = Math.max(1, Math.ceil(count / most));
      const found: unknown[] = [];
      for (let at = 0; at < count; at += step) found.push(dataOf(entries!, 2 * at + 1));
      return found;
    },
    timerLists() {
      if (listsOfTimers === undefined || prototypeOfLists !== undefined) return listsOfTimers;
      for (const duration of keysOf(listsOfTimers)) {
        const list = dataOf(listsOfTimers, duration);
        const prototype = isOpaque(list) ? null : getPrototypeOf(list as object);
        const constructor = prototype === null ? undefined : dataOf(prototype, 'constructor');
        if (typeof constructor !== 'function' || nameOf(constructor) !== TIMER_LIST) return undefined;
        prototypeOfLists = prototype!;
        return listsOfTimers;
      }
      return undefined;
    },
    isTimerList: (object) => prototypeOfLists !== undefined && getPrototypeOf(object) === prototypeOfLists,
    readTimers(list) {
      const isLong = (dataOf(list, 'msecs') as number) >= SOON_MS;
      let most = isLong ? MOST_TIMERS : MOST_BEFORE_FIRST;
      let last: unknown = list;
      let read = 0;
      return {
        // The newest is what a list has next to itself.
        next(): Entry | undefined {
          while (read++ < most) {
            last = dataOf(last as object, '_idlePrev');
            if (isOpaque(last) || last === list) break;
            const isRepeated = typeof dataOf(last as object, '_repeat') === 'number';
            if (!isLong && !isRepeated) continue;
            most = MOST_TIMERS;
            return { key: undefined, value: last };
          }
          read = most;
          return undefined;
        },
      };
    },
  };
}
