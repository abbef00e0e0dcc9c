// Getters, proxies and methods of the language's protocols that must not be run, wherever a question may come by.
import { inspect } from 'node:util';
import { serveTraps, spring } from './trap-server.mjs';

const TRAPS = [
  'apply',
  'construct',
  'defineProperty',
  'deleteProperty',
  'get',
  'getOwnPropertyDescriptor',
  'getPrototypeOf',
  'has',
  'isExtensible',
  'ownKeys',
  'preventExtensions',
  'set',
  'setPrototypeOf',
];

/** Counts each trap, and then does as usual. */
function countingProxy(target, name) {
  const handler = {};
  for (const trap of TRAPS) {
    handler[trap] = (...args) => {
      spring(`${name} ${trap}`);
      return Reflect[trap](...args);
    };
  }
  return new Proxy(target, handler);
}

function throwingGetters(name, base = {}) {
  const keys = ['value', 'constructor', 'length', 'size', 'name', 'then', 'toJSON', 'stack', 'message'];
  for (const key of [
    ...keys,
    Symbol.toStringTag,
    Symbol.iterator,
    Symbol.toPrimitive,
    Symbol.hasInstance,
    inspect.custom,
  ]) {
    Object.defineProperty(base, key, {
      get() {
        spring(`${name} getter ${String(key)}`);
        throw new Error('sprung');
      },
      set() {
        spring(`${name} setter ${String(key)}`);
      },
      configurable: true,
      enumerable: true,
    });
  }
  return base;
}

function protocolMethods(name) {
  const act = (method) => () => {
    spring(`${name} ${method}`);
    return 1;
  };
  return {
    toString: act('toString'),
    valueOf: act('valueOf'),
    toJSON: act('toJSON'),
    then: act('then'),
    [Symbol.toPrimitive]: act('toPrimitive'),
    [Symbol.iterator]: act('iterator'),
    [Symbol.asyncIterator]: act('asyncIterator'),
    [Symbol.hasInstance]: act('hasInstance'),
    [Symbol.species]: act('species'),
    [inspect.custom]: act('inspect'),
  };
}

class HostileMap extends Map {
  get size() {
    spring('HostileMap size');
    return super.size;
  }

  entries() {
    spring('HostileMap entries');
    return super.entries();
  }

  [Symbol.iterator]() {
    spring('HostileMap iterator');
    return super[Symbol.iterator]();
  }

  has(key) {
    spring('HostileMap has');
    return super.has(key);
  }

  get [Symbol.toStringTag]() {
    spring('HostileMap toStringTag');
    return 'Map';
  }

  static [Symbol.hasInstance]() {
    spring('HostileMap hasInstance');
    return false;
  }
}

class HostileArray extends Array {
  get extra() {
    spring('HostileArray getter');
    return 1;
  }

  [Symbol.iterator]() {
    spring('HostileArray iterator');
    return super[Symbol.iterator]();
  }

  static get [Symbol.species]() {
    spring('HostileArray species');
    return Array;
  }
}

const revoked = Proxy.revocable({}, {});
revoked.revoke();
const revokedFunction = Proxy.revocable(() => undefined, {});
revokedFunction.revoke();

class HostileError extends Error {
  get name() {
    return spring('error name');
  }

  get message() {
    return spring('error message');
  }
}

/** What it was rejected with is described by whoever opens it. */
function rejectedWith(reason) {
  const promise = Promise.reject(reason);
  promise.catch(() => undefined);
  return promise;
}

// Node.js 20 reads name and message where `stack` is redefined: it has its class only afterwards.
const hostileError = Object.setPrototypeOf(
  Object.defineProperty(new Error(), 'stack', { get: () => spring('error stack') }),
  HostileError.prototype,
);
const [weakKey, weakKeyProxy] = [{}, countingProxy({}, 'weak key')];
setInterval(
  countingProxy(() => undefined, 'timer proxy'),
  3_600_000,
  countingProxy({}, 'timer argument'),
).unref();

const asFunction = countingProxy(function target() {}, 'function proxy');
const underProxy = Object.create(countingProxy({}, 'prototype proxy'));
const hostile = {
  getters: throwingGetters('object'),
  onFunction: throwingGetters('function', () => undefined),
  onClass: throwingGetters('class', class {}),
  onArray: Object.defineProperty([1, 2, 3], '1', { get: () => spring('array element'), enumerable: true }),
  methods: protocolMethods('object'),
  proxy: countingProxy({ inner: {} }, 'proxy'),
  ofProxy: countingProxy(countingProxy({}, 'inner proxy'), 'outer proxy'),
  asFunction,
  bound: Function.prototype.bind.call(() => undefined, countingProxy({}, 'bound this')),
  underProxy,
  rejected: [rejectedWith(hostileError), rejectedWith(countingProxy(hostileError, 'rejected proxy'))],
  weakMap: new WeakMap([
    [weakKey, hostileError],
    [weakKeyProxy, countingProxy({}, 'weak value')],
  ]),
  weakKeys: [weakKey, weakKeyProxy],
  revoked: revoked.proxy,
  revokedFunction: revokedFunction.proxy,
  frozen: Object.freeze(throwingGetters('frozen')),
  mapOfTraps: new Map([[countingProxy({}, 'key proxy'), countingProxy({}, 'value proxy')]]),
  hostileArray: HostileArray.of(protocolMethods('array entry')),
  constructorProxy: Object.assign(
    Object.create({ constructor: countingProxy(class {}, 'constructor proxy') }),
    { a: 1 },
  ),
};

const kept = new HostileMap();

class Site {
  constructor() {
    this.hostile = hostile;
    this.self = countingProxy(this, 'this proxy');
    throwingGetters('this', this);
  }

  make(unit) {
    const trapped = throwingGetters('local');
    const proxied = countingProxy({ unit }, 'local proxy');
    const methods = protocolMethods('local');
    const made = throwingGetters('made', { unit, trapped, proxied, methods });
    super.toString;
    kept.set(unit, made);
    return made;
  }
}

const site = new Site();
const inClosure = (() => {
  const secret = countingProxy({}, 'closure proxy');
  const getters = throwingGetters('closure');
  return (unit) => (unit < 0 ? [secret, getters] : site.make(unit));
})();

/** One touch of each, as careless code would. */
function springAll() {
  for (const act of [
    () => hostile.getters.value,
    () => Object.keys(hostile.proxy),
    () => `${hostile.methods}`,
    () => [...kept],
    () => inspect(hostile.ofProxy.anything),
    () => hostile.underProxy.missing,
  ]) {
    try {
      act();
    } catch {
      // It throws, as it is to.
    }
  }
}

serveTraps((unit) => inClosure(unit), springAll);
