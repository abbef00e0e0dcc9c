import type { AllocationCount } from './allocation-count.js';
import { disguise, replaceProperty } from './replace-property.js';

/**
 * Makes the global ArrayBuffer tell `count`; returns what undoes it, nothing where it may not be replaced.
 * `ArrayBuffer.prototype.slice` makes its results through the constructor, so they are counted too. Typed arrays that
 * bring their own memory, and what `resize` adds, are not.
 */
export function hookArrayBuffer(count: AllocationCount): (() => void)[] {
  const original = globalThis.ArrayBuffer;
  const hook = countConstructed(original, count);
  const restoreGlobal = replaceProperty(globalThis, 'ArrayBuffer', () => hook);
  if (restoreGlobal === undefined) return [];
  const restoreConstructor = replaceProperty(original.prototype, 'constructor', () => hook);
  return restoreConstructor === undefined ? [restoreGlobal] : [restoreGlobal, restoreConstructor];
}

/**
 * A plain function that shares the prototype of the original: a class could not, and a Proxy makes `instanceof` twenty
 * times slower and construction three times.
 */
function countConstructed(original: ArrayBufferConstructor, count: AllocationCount): ArrayBufferConstructor {
  const hook = function (this: unknown, ...args: [number]): unknown {
    const target = new.target as unknown as ArrayBufferConstructor | undefined;
    // Called without `new`: the original has the error to throw.
    if (target === undefined) return Reflect.apply(original as unknown as () => unknown, this, args);
    const own = target === constructor;
    const newTarget = own ? original : target;
    const buffer = Reflect.construct<[number], ArrayBuffer>(original, args, newTarget);
    // What is made for others may have another `byteLength`, or none.
    const bytes = own ? buffer.byteLength : Reflect.apply(byteLength, buffer, []);
    if ((count.left -= bytes) <= 0) count.due(buffer, bytes);
    return buffer;
  };
  const byteLength = Reflect.getOwnPropertyDescriptor(original.prototype, 'byteLength')!.get as () => number;
  const constructor = hook as unknown as ArrayBufferConstructor;
  disguise(hook, original);
  return constructor;
}
