import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AllocationCount } from '../../../src/isolate/external/allocation-count.js';
import { hookArrayBuffer } from '../../../src/isolate/external/array-buffer-hook.js';
import { hookBuffer } from '../../../src/isolate/external/buffer-hooks.js';
import { replaceProperty } from '../../../src/isolate/external/replace-property.js';

const METHODS = ['alloc', 'allocUnsafe', 'allocUnsafeSlow', 'from', 'concat', 'copyBytesFrom'] as const;

/** As everything was before any hook. */
const native = {
  buffer: Object.getOwnPropertyDescriptors(Buffer),
  ArrayBuffer,
  global: Object.getOwnPropertyDescriptor(globalThis, 'ArrayBuffer'),
  constructor: Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'constructor'),
};

type Shape = Record<string, PropertyDescriptor | undefined>;

/** Counts all bytes, and samples every allocation when told to. */
class EveryByte implements AllocationCount {
  left = 2 ** 40;
  readonly sampled: number[] = [];

  due(_allocated: unknown, bytes: number): void {
    this.sampled.push(bytes);
    this.left = 2 ** 40;
  }

  countedBy(allocate: () => unknown): number {
    const before = this.left;
    allocate();
    return before - this.left;
  }
}

let count = new EveryByte();
let undo: (() => void)[] = [];

function install(): void {
  count = new EveryByte();
  undo = [...hookBuffer(count), ...hookArrayBuffer(count)];
}

function uninstall(): void {
  for (const restore of undo) restore();
}

/** The error that `action` throws, as text. */
function failure(action: () => unknown): string {
  try {
    return `no error, but ${String(action())}`;
  } catch (error) {
    return `${String(error)} ${String((error as { code?: string }).code)} ${error instanceof Error}`;
  }
}

describe('bytes', () => {
  beforeEach(install);
  afterEach(uninstall);
  const large = 'x'.repeat(10_000);
  const memory = new native.ArrayBuffer(5000);
  const cases: [string, number, () => unknown][] = [
    ['alloc', 5000, () => Buffer.alloc(5000)],
    ['alloc with a fill', 5000, () => Buffer.alloc(5000, 'ab', 'latin1')],
    ['allocUnsafe from the pool', 100, () => Buffer.allocUnsafe(100)],
    ['allocUnsafe past the pool', 100_000, () => Buffer.allocUnsafe(100_000)],
    ['allocUnsafeSlow', 5000, () => Buffer.allocUnsafeSlow(5000)],
    ['from a short string', 5, () => Buffer.from('hello')],
    ['from a long string', 10_000, () => Buffer.from(large)],
    ['from base64', 7500, () => Buffer.from(large, 'base64')],
    ['from a boxed string', 10_000, () => Buffer.from(new String(large))],
    ['from numbers', 3, () => Buffer.from([1, 2, 3])],
    ['from a typed array', 5000, () => Buffer.from(new Uint8Array(memory))],
    ['from its own JSON', 2, () => Buffer.from({ type: 'Buffer', data: [1, 2] } as unknown as number[])],
    ['from an ArrayBuffer', 0, () => Buffer.from(memory, 10, 100)],
    ['from a SharedArrayBuffer', 0, () => Buffer.from(new SharedArrayBuffer(100))],
    ['concat', 3000, () => Buffer.concat([new Uint8Array(1000), new Uint8Array(2000)])],
    ['concat to a length', 100, () => Buffer.concat([new Uint8Array(1000)], 100)],
    ['concat to a large length', 20_000, () => Buffer.concat([new Uint8Array(memory)], 20_000)],
    ['copyBytesFrom', 5000, () => Buffer.copyBytesFrom(new Uint8Array(memory))],
    ['new ArrayBuffer', 5000, () => new ArrayBuffer(5000)],
    ['new ArrayBuffer of nothing', 0, () => Reflect.construct(ArrayBuffer, [])],
    ['a subclass', 5000, () => new (class Own extends ArrayBuffer {})(5000)],
    [
      'an object that has become something else',
      5000,
      () => Reflect.construct(ArrayBuffer, [5000], Map) as unknown,
    ],
    ['slice of an ArrayBuffer', 1000, () => memory.slice(0, 1000)],
    ['views', 0, () => [new Uint8Array(memory), Buffer.from(memory).subarray(1, 2), memory.byteLength]],
  ];

  it.each(cases)('%s', (_what, bytes, allocate) => {
    expect(count.countedBy(allocate)).toBe(bytes);
  });

  it('are counted once where one method gets its memory from another, also when that one is sampled', () => {
    for (const allocate of [() => Buffer.from(large), () => Buffer.concat([new Uint8Array(10_000)])]) {
      count.sampled.length = 0;
      count.left = 10_000;
      allocate();
      expect(count.sampled).toEqual([10_000]);
    }
  });
});

describe('what a program can see', () => {
  beforeEach(install);
  afterEach(uninstall);

  it('is the same shape of Buffer', () => {
    const hooked = Object.getOwnPropertyDescriptors(Buffer) as Shape;
    const before = native.buffer as Shape;
    expect(Object.keys(hooked)).toEqual(Object.keys(before));
    expect(METHODS.map((name) => flags(hooked[name]))).toEqual(METHODS.map((name) => flags(before[name])));
    for (const name of METHODS) {
      expect(hooked[name]!.value).not.toBe(before[name]!.value);
      expect(shapeOf(hooked[name]!.value)).toEqual(shapeOf(before[name]!.value));
    }
    expect(Reflect.get(Buffer, 'from')).not.toBe(Reflect.get(Uint8Array, 'from'));
  });

  it('is the same shape of ArrayBuffer', () => {
    const hooked = Object.getOwnPropertyDescriptor(globalThis, 'ArrayBuffer');
    expect(hooked!.value).not.toBe(native.ArrayBuffer);
    expect(flags(hooked)).toEqual(flags(native.global));
    expect(shapeOf(ArrayBuffer)).toEqual(shapeOf(native.ArrayBuffer));
    expect(ArrayBuffer.prototype.constructor).toBe(ArrayBuffer);
    expect(Reflect.get(ArrayBuffer, Symbol.species)).toBe(ArrayBuffer);
    expect(Object.getPrototypeOf(ArrayBuffer)).toBe(Function.prototype);
  });

  it('is the same family of instances', () => {
    class Own extends ArrayBuffer {
      readonly mark = 1;
    }
    const own = new Own(16);
    const old = new native.ArrayBuffer(16);
    expect(own instanceof Own && own instanceof ArrayBuffer && own instanceof native.ArrayBuffer).toBe(true);
    expect([own.mark, own.byteLength, own.constructor]).toEqual([1, 16, Own]);
    expect(own.slice(0, 4)).toBeInstanceOf(Own);
    expect([old instanceof ArrayBuffer, old.constructor]).toEqual([true, ArrayBuffer]);
    expect(new Uint8Array(4).buffer).toBeInstanceOf(ArrayBuffer);
    expect(structuredClone(new ArrayBuffer(3))).toEqual(old.slice(0, 3));
    expect(Object.prototype.toString.call(new ArrayBuffer(1))).toBe('[object ArrayBuffer]');
  });

  it('is a constructor that takes all arguments, and a resizable result', () => {
    const resizable = Reflect.construct(ArrayBuffer, [8, { maxByteLength: 64 }] as never) as ArrayBuffer & {
      readonly maxByteLength: number;
      resize(bytes: number): void;
    };
    resizable.resize(32);
    expect([resizable.byteLength, resizable.maxByteLength]).toEqual([32, 64]);
  });

  it('is the same errors', () => {
    const bad: (() => unknown)[] = [
      () => Buffer.alloc('5' as never),
      () => Buffer.alloc(-1),
      () => Buffer.alloc(5, '', 'nonsense' as never),
      () => Buffer.allocUnsafe(Number.NaN),
      () => Buffer.allocUnsafeSlow({} as never),
      () => Buffer.from(5 as never),
      () => Buffer.from('x', 'nonsense' as never),
      () => Buffer.from(new native.ArrayBuffer(4), 5),
      () => Buffer.concat('x' as never),
      () => Buffer.concat([1 as never]),
      () => Buffer.copyBytesFrom('x' as never),
      () => new ArrayBuffer(-1),
      () => new ArrayBuffer(2 ** 53),
      () => Reflect.apply(ArrayBuffer as unknown as () => unknown, undefined, [1]) as unknown,
      () => Reflect.apply(ArrayBuffer as unknown as () => unknown, new native.ArrayBuffer(1), [1]) as unknown,
    ];
    const hooked = bad.map(failure);
    uninstall();
    expect(hooked).toEqual(bad.map(failure));
    expect(hooked.filter((text) => text.startsWith('no error'))).toEqual([]);
  });

  it('needs no receiver and works as a constructor, as before', () => {
    const alloc: unknown = Reflect.get(Buffer, 'alloc');
    expect((alloc as (size: number) => Buffer)(3)).toHaveLength(3);
    expect(Reflect.construct(alloc as () => void, [3])).toHaveLength(3);
  });
});

describe('undoing', () => {
  afterEach(() => {
    Object.defineProperties(Buffer, native.buffer);
    Object.defineProperty(globalThis, 'ArrayBuffer', native.global!);
    Object.defineProperty(ArrayBuffer.prototype, 'constructor', native.constructor!);
  });

  it('puts everything back', () => {
    install();
    uninstall();
    for (const name of METHODS) {
      const restored = Object.getOwnPropertyDescriptor(Buffer, name)!;
      expect(restored.value).toBe((native.buffer as Shape)[name]!.value);
      expect(flags(restored)).toEqual(flags((native.buffer as Shape)[name]));
    }
    const global = Object.getOwnPropertyDescriptor(globalThis, 'ArrayBuffer')!;
    expect(global.value).toBe(native.ArrayBuffer);
    expect(flags(global)).toEqual(flags(native.global));
    const constructor = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'constructor')!;
    expect(constructor.value).toBe(native.ArrayBuffer);
    expect(flags(constructor)).toEqual(flags(native.constructor));
  });

  it('leaves what somebody else has wrapped since', () => {
    install();
    const theirs = (): Buffer => Buffer.from('theirs');
    Reflect.set(Buffer, 'alloc', theirs);
    uninstall();
    expect(Reflect.get(Buffer, 'alloc')).toBe(theirs);
    expect(Reflect.get(Buffer, 'from')).toBe((native.buffer as Shape).from!.value);
  });

  it('has nothing to do where a property may not be replaced', () => {
    const frozen = Object.freeze({ alloc: () => 1 });
    expect(replaceProperty(frozen, 'alloc', () => () => 2)).toBeUndefined();
    expect(replaceProperty({}, 'alloc', () => () => 2)).toBeUndefined();
    expect(frozen.alloc()).toBe(1);
  });
});

function flags(descriptor: PropertyDescriptor | undefined): unknown[] {
  return [descriptor?.writable, descriptor?.enumerable, descriptor?.configurable];
}

/** Own properties of a function, in order, with all of their attributes. */
function shapeOf(owner: unknown): unknown[] {
  const keys = Reflect.ownKeys(owner as object);
  return keys.map((key) => [key, Reflect.getOwnPropertyDescriptor(owner as object, key)]);
}
