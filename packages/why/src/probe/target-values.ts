/* eslint-disable @typescript-eslint/unbound-method -- builtins are taken off their prototypes to be applied to the program's objects */
import type { createNodeInsides, NodeInsides } from './node-insides.js';

/**
 * The probe runs in the process that is asked, in a realm of its own: whatever the program has patched, the builtins
 * that these functions reach are untouched. Every function of this folder is sent as text, so it must be whole in
 * itself: what it needs comes in as a parameter.
 */

/** What only the program's own realm can tell. */
export interface Host {
  readonly types: {
    isProxy(value: unknown): boolean;
    isMap(value: unknown): boolean;
    isSet(value: unknown): boolean;
    isNativeError(value: unknown): boolean;
    isBoxedPrimitive(value: unknown): boolean;
    isPromise(value: unknown): boolean;
    isWeakMap(value: unknown): boolean;
  };
  /**
   * Builtins of the program's own realm: Node.js has properties that it makes as they are first read, by native code that
   * ends the process where it finds itself in a realm that it does not know.
   */
  readonly reflect: {
    getOwnPropertyDescriptor(object: object, key: PropertyKey): PropertyDescriptor | undefined;
    ownKeys(object: object): PropertyKey[];
    getOwnPropertySymbols(object: object): symbol[];
    getPrototypeOf(object: object): object | null;
    readonly propertyIsEnumerable: (this: object, key: PropertyKey) => boolean;
  };
  readonly global: object;
  /** Prototypes of the program's realm that lead nowhere. */
  readonly plainPrototypes: readonly object[];
}

/** How a collection's entries are told apart. `Timers`: those of one duration, as Node.js lists them, that do not go by themselves soon. */
export type CollectionKind = 'Map' | 'Set' | 'Array' | 'Object' | 'Timers';

/** An entry of a collection, as it is found: a key where it has one. */
export interface Entry {
  readonly key: unknown;
  readonly value: unknown;
}

/** Hands out the entries of a collection in their order, in slices. */
export interface EntryReader {
  /** `undefined` at the end. */
  next(): Entry | undefined;
}

/** Reads values of the program without running any code of it: no getter, trap, iterator or `toString`. */
export interface TargetValues extends NodeInsides {
  /** No object or function, or a proxy. */
  isOpaque(value: unknown): boolean;
  isObject(value: unknown): value is object;
  /** The value of a data property; `undefined` for an accessor too. */
  dataOf(object: object, key: PropertyKey): unknown;
  /** The name by which a step goes on to what it leads to, by its label; `undefined` of a step that no name tells. */
  nameOfStep(label: string): string | undefined;
  /** What the names of steps lead to, one after another, behind proxies too. */
  follow(from: unknown, names: readonly string[]): unknown;
  /** Getter and setter of an accessor. */
  accessorsOf(object: object, key: PropertyKey): readonly [get: unknown, set: unknown] | undefined;
  /** Whether it has so many keys that V8 would take long to list them, which nothing can cut short. */
  isTooLarge(object: object): boolean;
  /** Own keys that may be read. None of what has a key per byte or character, or is too large. */
  keysOf(object: object): readonly PropertyKey[];
  /** `undefined` too for a prototype of the language itself. */
  prototypeOf(object: object): object | undefined;
  /** Name of the constructor, as far as a data property tells it. */
  classOf(object: object): string;
  nameOf(fn: object): string;
  sourceOf(fn: object): string;
  isError(object: object): boolean;
  isPromise(object: object): boolean;
  isWeakMap(object: object): boolean;
  kindOf(object: object): CollectionKind;
  /** Whether entries are known by their place or by themselves alone, not by a key. */
  isKeyless(kind: CollectionKind): boolean;
  /** Entries of a map, set, array or list of timers, own keys of another object. */
  sizeOf(object: object, kind: CollectionKind): number;
  /** `from`: position in an array to begin at. */
  readEntries(object: object, kind: CollectionKind, from?: number): EntryReader;
  /** Entries of an object whose keys have been read. */
  readKeys(object: object, keys: readonly PropertyKey[]): EntryReader;
  /** Whether a map, set or dictionary has the key. Of an array this cannot be told. */
  has(object: object, kind: CollectionKind, key: unknown): boolean;
  /** What a map or dictionary has for a key. */
  valueAt(object: object, kind: 'Map' | 'Object', key: unknown): unknown;
  /** Whether it is the global object, whose keys are names however many they are. */
  isGlobal(object: object): boolean;
  /** Whether a name may begin with it. */
  isNameStart(char: string): boolean;
  /** A property name that is the program's, and no data of its users. */
  isLabel(name: string): boolean;
  /** The name of an event or symbol, which may be of several words. */
  isTitle(name: string): boolean;
}

export function createTargetValues(host: Host, makeInsides: typeof createNodeInsides): TargetValues {
  const { apply } = Reflect;
  const { getOwnPropertyDescriptor, ownKeys, getOwnPropertySymbols, getPrototypeOf, propertyIsEnumerable } =
    host.reflect;
  const { isProxy, isMap, isSet, isNativeError, isBoxedPrimitive, isPromise, isWeakMap } = host.types;
  const getterOf = (object: object, key: PropertyKey) => getOwnPropertyDescriptor(object, key)!.get!;
  const mapSize = getterOf(Map.prototype, 'size');
  const setSize = getterOf(Set.prototype, 'size');
  const mapEntries = Map.prototype.entries;
  const setValues = Set.prototype.values;
  const mapNext = (getPrototypeOf(new Map().entries()) as Iterator<unknown>).next;
  const setNext = (getPrototypeOf(new Set().values()) as Iterator<unknown>).next;
  const mapHas = Map.prototype.has;
  const mapGet = Map.prototype.get;
  const setHas = Set.prototype.has;
  const sourceText = Function.prototype.toString;
  const { hasOwn } = Object;
  const { isArray } = Array;
  const { isView } = ArrayBuffer;
  const plain = new WeakSet(host.plainPrototypes);
  const LONGEST_NAME = 64;
  /** Names of more are data, such as ids. */
  const MOST_DIGITS = 2;
  const IN_TITLES = '.:/ -';
  const TOO_LARGE_MS = 4;
  /** What it takes to list a symbol. */
  const SYMBOL_MS = 0.0004;
  const MOST_PROTOTYPES = 8;
  const RESULT = '{result}';

  const isObject = (value: unknown): value is object =>
    (typeof value === 'object' && value !== null) || typeof value === 'function';

  const isOpaque = (value: unknown): boolean => !isObject(value) || isProxy(value);

  const descriptorOf = (object: object, key: PropertyKey): PropertyDescriptor | undefined => {
    try {
      // Reading the descriptor of `stack` has V8 format it, by the program's own `prepareStackTrace`.
      if (key === 'stack' && !apply(propertyIsEnumerable, object, [key])) return undefined;
      return getOwnPropertyDescriptor(object, key);
    } catch {
      // A binding of a scope that has no value yet.
      return undefined;
    }
  };
  // What is of the program's realm is asked for what it has itself only: its prototypes may have been added to.
  const dataOf = (object: object, key: PropertyKey): unknown => {
    const descriptor = descriptorOf(object, key);
    return descriptor !== undefined && hasOwn(descriptor, 'value') ? descriptor.value : undefined;
  };
  const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
  const nameOf = (fn: object): string => textOf(dataOf(fn, 'name'));
  const sourceOf = (fn: object): string => apply(sourceText, fn as () => void, []);
  const insides = makeInsides({
    isObject,
    isProxy,
    isOpaque,
    dataOf,
    keysOf: (object) => values.keysOf(object),
    nameOf,
    sourceOf,
    getPrototypeOf,
  });

  // What is asked may interrupt a regular expression of the program, and V8 does not bear another one within it.
  const isDigit = (char: string): boolean => char >= '0' && char <= '9';
  const isNameStart = (char: string): boolean =>
    (char >= 'a' && char <= 'z') || (char >= 'A' && char <= 'Z') || char === '_' || char === '$';
  const isName = (name: string, allowed: string): boolean => {
    if (name.length > LONGEST_NAME || name === '' || !isNameStart(name[0]!)) return false;
    let digits = 0;
    for (let i = 1; i < name.length; i++) {
      const char = name[i]!;
      if (isDigit(char)) digits++;
      else if (!isNameStart(char) && !allowed.includes(char)) return false;
    }
    return digits <= MOST_DIGITS;
  };

  const values: TargetValues = {
    ...insides,
    isOpaque,
    isObject,
    dataOf,
    nameOfStep(label) {
      const name = label.startsWith('.') ? label.slice(1) : '';
      return name === RESULT || values.isLabel(name) ? name : undefined;
    },
    follow(from, names) {
      let value = values.bare(from);
      for (const name of names) {
        if (values.isOpaque(value)) return undefined;
        const object = value as object;
        if (name === '__proto__') value = values.prototypeOf(object);
        else value = name === RESULT && isPromise(object) ? values.resultOf(object) : dataOf(object, name);
        value = values.bare(value);
      }
      return value;
    },
    accessorsOf(object, key) {
      const descriptor = descriptorOf(object, key);
      if (descriptor === undefined || hasOwn(descriptor, 'value')) return undefined;
      return [descriptor.get, descriptor.set];
    },
    isTooLarge(object) {
      // To find symbols among the keys V8 goes over all of them, in a fiftieth of the time that it takes to sort them.
      for (let i = 0; i < 2; i++) {
        const start = Date.now();
        const { length } = getOwnPropertySymbols(object);
        if (Date.now() - start < TOO_LARGE_MS + length * SYMBOL_MS) return false;
      }
      return true;
    },
    keysOf(object) {
      if (isView(object) || isBoxedPrimitive(object) || values.isTooLarge(object)) return [];
      const found = ownKeys(object);
      const keys: PropertyKey[] = [];
      // To iterate over an array of the program's realm would run what the program may have put there.
      // eslint-disable-next-line @typescript-eslint/prefer-for-of
      for (let i = 0; i < found.length; i++) keys.push(found[i]!);
      return keys;
    },
    prototypeOf(object) {
      const prototype = getPrototypeOf(object);
      return prototype === null || isProxy(prototype) || plain.has(prototype) ? undefined : prototype;
    },
    classOf(object) {
      let prototype: object | null = object;
      for (let i = 0; i < MOST_PROTOTYPES; i++) {
        prototype = getPrototypeOf(prototype);
        if (prototype === null || isProxy(prototype)) break;
        const constructor = dataOf(prototype, 'constructor');
        if (typeof constructor !== 'function' || isProxy(constructor)) continue;
        const name = textOf(dataOf(constructor, 'name'));
        if (values.isLabel(name)) return name;
      }
      return 'Object';
    },
    nameOf,
    isError: isNativeError,
    isPromise,
    isWeakMap,
    sourceOf,
    kindOf(object) {
      if (isMap(object)) return 'Map';
      if (isSet(object)) return 'Set';
      if (isArray(object)) return 'Array';
      return insides.isTimerList(object) ? 'Timers' : 'Object';
    },
    isKeyless: (kind) => kind === 'Array' || kind === 'Timers',
    sizeOf(object, kind) {
      if (kind === 'Map') return apply(mapSize, object, []) as number;
      if (kind === 'Set') return apply(setSize, object, []) as number;
      if (kind === 'Array') return (object as unknown[]).length;
      if (kind === 'Object') return values.keysOf(object).length;
      const reader = insides.readTimers(object);
      let count = 0;
      while (reader.next() !== undefined) count++;
      return count;
    },
    readEntries(object, kind, from = 0) {
      if (kind === 'Map' || kind === 'Set') {
        const isOfMap = kind === 'Map';
        const iterator = apply(isOfMap ? mapEntries : setValues, object, []) as object;
        return {
          next() {
            const step = apply(isOfMap ? mapNext : setNext, iterator as Iterator<unknown>, []);
            if (step.done === true) return undefined;
            const pair = step.value as readonly unknown[];
            return isOfMap ? { key: pair[0], value: pair[1] } : { key: step.value, value: step.value };
          },
        };
      }
      if (kind === 'Object') return values.readKeys(object, values.keysOf(object));
      if (kind === 'Timers') return insides.readTimers(object);
      let at = from;
      return {
        next() {
          if (at >= (object as unknown[]).length) return undefined;
          const key = at++;
          return { key, value: dataOf(object, key) };
        },
      };
    },
    readKeys(object, keys) {
      let at = 0;
      return {
        next() {
          if (at >= keys.length) return undefined;
          const key = keys[at++]!;
          return { key, value: dataOf(object, key) };
        },
      };
    },
    has(object, kind, key) {
      if (kind === 'Map') return apply(mapHas, object as Map<unknown, unknown>, [key]);
      if (kind === 'Set') return apply(setHas, object as Set<unknown>, [key]);
      return descriptorOf(object, key as PropertyKey) !== undefined;
    },
    valueAt(object, kind, key) {
      if (kind === 'Object') return dataOf(object, key as PropertyKey);
      return apply(mapGet, object as Map<unknown, unknown>, [key]) as unknown;
    },
    isGlobal: (object) => object === host.global,
    isNameStart,
    isTitle: (name) => isName(name, IN_TITLES),
    isLabel: (name) => isName(name, ''),
  };
  return values;
}
