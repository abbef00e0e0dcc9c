// Builtins that were replaced, as polyfills and instrumentation do, by functions that must not be called.
import { serveTraps, spring } from './trap-server.mjs';

class Registry {
  #kept = new Map();

  make(unit) {
    const made = { unit, parts: [unit] };
    set.call(this.#kept, unit, made);
    return made;
  }
}

const { set } = Map.prototype;
const registry = new Registry();
const list = [];
const sizeOfMap = Object.getOwnPropertyDescriptor(Map.prototype, 'size');

// Without those that Node.js calls itself, as it serves: iterators of arrays, `call`, `apply`, `bind`, `test`, `exec`, `slice`.
const PATCHED = [
  [Map.prototype, ['entries', 'keys', 'values', 'forEach', 'get', 'has', 'set', Symbol.iterator]],
  [Set.prototype, ['entries', 'keys', 'values', 'forEach', 'has', 'add', Symbol.iterator]],
  [WeakMap.prototype, ['get', 'has', 'set']],
  [WeakSet.prototype, ['has', 'add']],
  [WeakRef.prototype, ['deref']],
  [Array, ['isArray', 'from', 'of']],
  [Array.prototype, ['entries', 'values', 'forEach', 'map', 'filter', 'sort', 'includes']],
  [
    Object,
    [
      'keys',
      'values',
      'entries',
      'getOwnPropertyNames',
      'getOwnPropertyDescriptor',
      'getOwnPropertyDescriptors',
      'getPrototypeOf',
      'assign',
      'freeze',
      'defineProperty',
    ],
  ],
  [Object.prototype, ['toString', 'valueOf', 'hasOwnProperty', 'toLocaleString']],
  [JSON, ['stringify', 'parse']],
  [Function.prototype, ['toString']],
  [String.prototype, ['startsWith', 'endsWith', 'replace', 'split', 'includes']],
  [Date, ['now']],
  [Math, ['floor', 'min', 'max']],
];

let isArmed = false;

/** From then on every call is told of, though all still do what they do. */
function patch() {
  const { defineProperty } = Object;
  const { apply } = Reflect;
  for (const [owner, names] of PATCHED) {
    for (const name of names) {
      const original = owner[name];
      const said = typeof name === 'symbol' ? 'iterator' : name;
      defineProperty(owner, name, {
        value(...args) {
          if (isArmed) spring(said);
          return apply(original, this, args);
        },
        writable: true,
        configurable: true,
      });
    }
  }
  const { get } = sizeOfMap;
  defineProperty(Map.prototype, 'size', {
    get() {
      if (isArmed) spring('Map size');
      return apply(get, this, []);
    },
    configurable: true,
  });
  defineProperty(Error, 'prepareStackTrace', {
    value: (error) => {
      if (isArmed) spring('prepareStackTrace');
      return `${error.name}`;
    },
    writable: true,
    configurable: true,
  });
  // What an error was not asked for yet it would be told to make.
  list[0] = new Error('not to be formatted');
  list[1] = { cause: new RangeError('nor this one') };
}

function springAll() {
  Array.isArray([]);
  void list[0].stack;
}

serveTraps((unit) => {
  if (unit === 200) patch();
  if (unit === 400) isArmed = true;
  return registry.make(unit);
}, springAll);
