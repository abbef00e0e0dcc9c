import { isAnyArrayBuffer, isArrayBufferView } from 'node:util/types';
import type { AllocationCount } from './allocation-count.js';
import { disguise, replaceProperty } from './replace-property.js';

type BufferMethod = (...args: unknown[]) => Buffer;
type Hook = (original: BufferMethod) => BufferMethod;

/** V8 keeps the elements of typed arrays up to this size on its heap, where its own sampler sees them. */
const ON_HEAP_BYTES = 64;

/**
 * Makes the methods of Buffer that allocate tell `count`; returns what undoes it. One that may not be replaced is left
 * as it is. Memory that node hands out by itself, such as what a socket has read, passes none of them.
 */
export function hookBuffer(count: AllocationCount): (() => void)[] {
  const unpooled: Hook = (original) => countResult(original, count, ON_HEAP_BYTES);
  const pooled: Hook = (original) => countResult(original, count, 0);
  const copying: Hook = (original) => countCopy(original, count);
  const undo = [
    replaceProperty(Buffer, 'alloc', unpooled),
    replaceProperty(Buffer, 'allocUnsafeSlow', unpooled),
    replaceProperty(Buffer, 'allocUnsafe', pooled),
    replaceProperty(Buffer, 'from', copying),
    replaceProperty(Buffer, 'concat', copying),
    replaceProperty(Buffer, 'copyBytesFrom', copying),
  ];
  return undo.filter((restore) => restore !== undefined);
}

/** Counts what a method returns; results of up to `onHeapBytes` lie on the JS heap and are not kept track of. */
function countResult(original: BufferMethod, count: AllocationCount, onHeapBytes: number): BufferMethod {
  const hook = function (this: unknown, ...args: unknown[]): Buffer {
    const buffer = Reflect.apply(original, this, args);
    const bytes = buffer.byteLength;
    if ((count.left -= bytes) <= 0) count.due(bytes > onHeapBytes ? buffer : undefined, bytes);
    return buffer;
  };
  disguise(hook, original);
  return hook;
}

/**
 * Counts what a method returns unless that was counted already: which methods get their memory through others, for
 * which arguments, is different in each version of node (`Buffer.concat`, and `Buffer.from` of a long string, do up to
 * 22). `Buffer.from` of an ArrayBuffer is a view and allocates nothing.
 */
function countCopy(original: BufferMethod, count: AllocationCount): BufferMethod {
  const hook = function (this: unknown, ...args: unknown[]): Buffer {
    const before = count.left;
    const buffer = Reflect.apply(original, this, args);
    if (count.left !== before) return buffer;
    const value = args[0];
    if (typeof value !== 'string' && !isArrayBufferView(value) && isAnyArrayBuffer(value)) return buffer;
    const bytes = buffer.byteLength;
    if ((count.left -= bytes) <= 0) count.due(buffer, bytes);
    return buffer;
  };
  disguise(hook, original);
  return hook;
}
