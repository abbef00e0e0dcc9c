import { describe, expect, it, test } from 'vitest';
import { ownValues } from '../support/own-values.js';

const values = ownValues();

/** Fails the test if anything of it is run. */
function trap(): never {
  throw new Error('code of the program was run');
}

function trapless(): void {
  // It settles nothing.
}

describe('no code of the program is run', () => {
  it('by properties', () => {
    const object = Object.create(null, {
      gotten: { get: trap, set: trap, enumerable: true },
      plain: { value: 1, enumerable: true },
    }) as object;
    expect(values.keysOf(object)).toEqual(['gotten', 'plain']);
    expect(values.dataOf(object, 'gotten')).toBeUndefined();
    expect(values.accessorsOf(object, 'gotten')).toEqual([trap, trap]);
    expect(values.dataOf(object, 'plain')).toBe(1);
  });

  it('by the stack of an error, which V8 formats with the program’s own function', () => {
    const before = Reflect.get(Error, 'prepareStackTrace') as unknown;
    Reflect.set(Error, 'prepareStackTrace', trap);
    try {
      const error = new Error('x');
      for (const key of values.keysOf(error)) values.dataOf(error, key);
      const captured = {};
      Error.captureStackTrace(captured);
      expect(values.dataOf(captured, 'stack')).toBeUndefined();
    } finally {
      Reflect.set(Error, 'prepareStackTrace', before);
    }
    expect(values.dataOf({ stack: 'of a parser' }, 'stack')).toBe('of a parser');
  });

  it('by proxies, in whatever place they stand', () => {
    const handler = new Proxy({}, { get: trap });
    const proxy = new Proxy({}, handler);
    expect(values.isOpaque(proxy)).toBe(true);
    const child = Object.create(proxy) as object;
    expect(values.prototypeOf(child)).toBeUndefined();
    expect(values.classOf(child)).toBe('Object');
    const { proxy: revoked, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(values.isOpaque(revoked)).toBe(true);
  });

  it('by looking behind a proxy, or into a promise', async () => {
    const traps = new Proxy({}, { get: trap });
    const target = {};
    const handler = new Proxy({}, { get: trap });
    expect(values.bare(new Proxy(new Proxy(target, handler), traps))).toBe(target);
    expect(values.handlerOf(new Proxy(target, traps))).toBe(traps);
    const { proxy: revoked, revoke } = Proxy.revocable(target, {});
    revoke();
    expect(values.bare(revoked)).toBeNull();
    expect(values.handlerOf(revoked)).toBeUndefined();
    class Loud extends Promise<unknown> {
      override then(): never {
        return trap();
      }
    }
    const loud = new Loud((resolve) => {
      resolve(target);
    });
    expect(values.resultOf(loud)).toBe(target);
    const reason = Object.defineProperty(new Error('x'), 'stack', { get: trap });
    const rejected = Promise.reject(reason);
    expect(values.resultOf(rejected)).toBe(reason);
    await expect(rejected).rejects.toBe(reason);
    expect(values.resultOf(new Promise(trapless))).toBeUndefined();
    expect(values.follow({ user: loud }, ['user', '{result}'])).toBe(target);
  });

  it('by readers that are not Node’s own', () => {
    const getProxyDetails = Function.prototype.bind.call(trap, undefined) as () => never;
    for (const lent of [{ getProxyDetails: trap, getPromiseDetails: trap }, { getProxyDetails }, {}]) {
      const without = ownValues([lent]);
      const proxy = new Proxy({}, {});
      expect(without.bare(proxy)).toBe(proxy);
      expect(without.handlerOf(proxy)).toBeUndefined();
      expect(without.resultOf(Promise.resolve(1))).toBeUndefined();
    }
  });

  it('by names of classes', () => {
    // eslint-disable-next-line @typescript-eslint/no-extraneous-class -- it is its constructor that is looked at
    class Hostile {
      static get [Symbol.hasInstance](): never {
        return trap();
      }
    }
    Object.defineProperty(Hostile, 'name', { get: trap });
    expect(values.classOf(new Hostile())).toBe('Object');
    const object = Object.create({ constructor: { name: 'NotAFunction' } }) as object;
    expect(values.classOf(object)).toBe('Object');
  });

  it('by iterators and sizes that a class of its own has', () => {
    class Loud extends Map<string, number> {
      override get size(): number {
        return trap();
      }
      override entries(): never {
        return trap();
      }
      override has(): never {
        return trap();
      }
      override [Symbol.iterator](): never {
        return trap();
      }
    }
    const loud = new Loud();
    Map.prototype.set.call(loud, 'a', 1);
    expect(values.sizeOf(loud, 'Map')).toBe(1);
    expect(values.readEntries(loud, 'Map').next()).toEqual({ key: 'a', value: 1 });
    expect(values.has(loud, 'Map', 'a')).toBe(true);
    expect(values.classOf(loud)).toBe('Loud');
  });

  it('by a binding that has no value yet', () => {
    const scope = new Proxy({}, { getOwnPropertyDescriptor: trap });
    expect(() => values.dataOf(scope, 'a')).not.toThrow();
  });
});

test('entries of every kind of collection, in their order', () => {
  const readAll = (collection: object) => {
    const kind = values.kindOf(collection);
    const reader = values.readEntries(collection, kind);
    const entries = [];
    for (let entry = reader.next(); entry !== undefined; entry = reader.next()) entries.push(entry);
    expect(values.sizeOf(collection, kind)).toBe(entries.length);
    return [kind, ...entries.map(({ key, value }) => [key, value])];
  };
  expect(readAll(new Map([['a', 1]]))).toEqual(['Map', ['a', 1]]);
  expect(readAll(new Set(['x']))).toEqual(['Set', ['x', 'x']]);
  expect(readAll(['p', 'q'])).toEqual(['Array', [0, 'p'], [1, 'q']]);
  expect(readAll({ k: 'v' })).toEqual(['Object', ['k', 'v']]);
  expect(values.readEntries(['p', 'q'], 'Array', 1).next()).toEqual({ key: 1, value: 'q' });
});

test('of timers those are entries that do not go by themselves soon, the oldest first', () => {
  const [HOUR, MINUTE] = [3_600_000, 60_000];
  const first = setInterval(trap, MINUTE);
  const once = setTimeout(trap, MINUTE);
  const second = setInterval(trap, MINUTE);
  const later = setTimeout(trap, HOUR);
  try {
    const lists = values.timerLists()!;
    const listOf = (duration: number) => values.valueAt(lists, 'Object', String(duration)) as object;
    const entriesOf = (list: object) => {
      const reader = values.readEntries(list, 'Timers');
      const found: unknown[] = [];
      for (let entry = reader.next(); entry !== undefined; entry = reader.next()) found.push(entry.value);
      return found;
    };
    expect([listOf(MINUTE), lists].map((each) => values.kindOf(each))).toEqual(['Timers', 'Object']);
    expect(entriesOf(listOf(MINUTE))).toEqual([first, second]);
    expect(entriesOf(listOf(HOUR))).toEqual([later]);
    expect([MINUTE, HOUR].map((each) => values.sizeOf(listOf(each), 'Timers'))).toEqual([2, 1]);
  } finally {
    for (const timer of [first, second, once, later]) clearTimeout(timer);
  }
});

test('a list of which the first thousand timers fire once has no entries', () => {
  const MINUTE = 61_000;
  const timers = [
    ...Array.from({ length: 1000 }, () => setTimeout(trap, MINUTE)),
    setInterval(trap, MINUTE),
    ...Array.from({ length: 1000 }, () => setTimeout(trap, MINUTE)),
  ];
  try {
    const list = () => values.valueAt(values.timerLists()!, 'Object', String(MINUTE)) as object;
    expect(values.sizeOf(list(), 'Timers')).toBe(0);
    clearTimeout(timers.shift());
    expect(values.sizeOf(list(), 'Timers')).toBe(1);
  } finally {
    for (const timer of timers) clearTimeout(timer);
  }
});

test('values of a WeakMap, spread over all of them', () => {
  const keys = Array.from({ length: 100 }, (_, i) => ({ i }));
  const weakMap = new WeakMap(keys.map((key) => [key, key.i]));
  expect(values.isWeakMap(weakMap)).toBe(true);
  expect([...values.weakValuesOf(weakMap, 100)].sort()).toEqual(keys.map(({ i }) => i).sort());
  expect(values.weakValuesOf(weakMap, 10)).toHaveLength(10);
  expect(ownValues([]).weakValuesOf(weakMap, 10)).toEqual([]);
});

test('what has a key for each of its bytes or characters has none to read', () => {
  expect(values.keysOf(Buffer.alloc(1000))).toEqual([]);
  expect(values.keysOf(Object('a long text') as object)).toEqual([]);
});

test('a name is a label where it is no data', () => {
  for (const name of ['sessions', '_events', '$', 'byId', 'utf8']) expect(values.isLabel(name)).toBe(true);
  for (const name of ['7f3a9c1d', 'user-17', 'a b', '', 'order12345', 'x'.repeat(65), 'é']) {
    expect(values.isLabel(name)).toBe(false);
  }
});
