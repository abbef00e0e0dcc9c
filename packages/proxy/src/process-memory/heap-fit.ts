import { heapFlags } from './heap-flags.js';
import type { MemoryLimits } from '../sessions/session-budget.js';

const MIB = 1024 ** 2;

/** What a proxy takes besides its heap: code, buffers of sockets, bodies that are held; 44 MiB before the first request. */
const OUTSIDE_HEAP_BYTES = 48 * MIB;
/** With less, collecting garbage is all that a proxy does. */
const MIN_HEAP_BYTES = 32 * MIB;

/** `auto` fits V8's heap limit to a container that is smaller; a number is the limit itself, in bytes. */
export type HeapWish = 'auto' | 'off' | number;

/** A heap limit that should be another. */
export interface HeapMisfit {
  readonly limits: MemoryLimits;
  /** What it should be, in bytes. */
  readonly wantedBytes: number;
  /** Options of node by which it would be. */
  readonly flags: readonly string[];
  /** Whether whoever started this process has set a limit, which is not to be overruled. */
  readonly isChosen: boolean;
}

export interface HeapFacts {
  readonly limits: MemoryLimits;
  /** Options of node that this process was started with. */
  readonly nodeOptions: readonly string[];
}

/**
 * What is wrong with V8's heap limit: it lies above what the container has left beside the 48 MiB that a proxy takes
 * otherwise, so that the kernel kills before V8 collects with all its might, or it is not the one that was asked for.
 */
export function heapMisfit(wish: HeapWish, { limits, nodeOptions }: HeapFacts): HeapMisfit | undefined {
  if (wish === 'off') return undefined;
  const { heapLimitBytes, cgroupLimitBytes } = limits;
  if (wish !== 'auto') {
    const flags = heapFlags(wish);
    if (flags.every((flag) => nodeOptions.includes(flag))) return undefined;
    return { limits, wantedBytes: wish, flags, isChosen: false };
  }
  if (cgroupLimitBytes === undefined) return undefined;
  const wantedBytes = Math.max(MIN_HEAP_BYTES, cgroupLimitBytes - OUTSIDE_HEAP_BYTES);
  if (heapLimitBytes <= wantedBytes) return undefined;
  const flags = heapFlags(wantedBytes);
  return { limits, wantedBytes, flags, isChosen: nodeOptions.some((option) => HEAP_LIMIT.test(option)) };
}

const HEAP_LIMIT = /^--max[-_](?:old[-_]space|heap)[-_]size(?:[-_]percentage)?(?:=|$)/;
