import type { HeapSnapshot } from '../model/heap-snapshot.js';
import { NodeType } from '../model/node-type.js';
import type { EdgeFinder } from './edge-finder.js';

/** How a V8 table lays out its entries, in words behind its header. */
export interface TableLayout {
  readonly kind: 'Map' | 'Set' | 'weak' | 'names' | 'numbers';
  /** Entries that there is room for. */
  readonly capacity: number;
  /** Word of the first entry. */
  readonly start: number;
  /** Words of an entry. */
  readonly stride: number;
}

const HEADER = 16;
const WORD = 8;
/** Words ahead of the entries of an ordered table: entries, deleted, buckets. */
const ORDERED = 3;

/**
 * Layout of the table of a Map, Set, WeakMap or WeakSet, told by its size, since what it counts itself is in no snapshot.
 * An ordered table has half as many buckets as entries, of three words in a Map and two in a Set; all counts are powers of two.
 * Layouts: V8 `src/objects/ordered-hash-table.h`, `src/objects/hash-table.h`; words of 8 bytes.
 */
export function collectionLayout(bytes: number): TableLayout | undefined {
  const words = (bytes - HEADER) / WORD - ORDERED;
  if (isPowerOfTwo(words / 7)) {
    const buckets = words / 7;
    return { kind: 'Map', capacity: 2 * buckets, start: ORDERED + buckets, stride: 3 };
  }
  if (isPowerOfTwo(words / 5)) {
    const buckets = words / 5;
    return { kind: 'Set', capacity: 2 * buckets, start: ORDERED + buckets, stride: 2 };
  }
  if (isPowerOfTwo(words / 2)) return { kind: 'weak', capacity: words / 2, start: ORDERED, stride: 2 };
  return undefined;
}

/** Layout of the properties of an object that is a dictionary; undefined for those of an object with a shape. */
export function namesLayout(bytes: number): TableLayout | undefined {
  const start = 6;
  const entries = ((bytes - HEADER) / WORD - start) / 3;
  return isPowerOfTwo(entries) ? { kind: 'names', capacity: entries, start, stride: 3 } : undefined;
}

/** Layout of elements that are kept by their numbers, as those of a sparse array are. */
export function numbersLayout(bytes: number): TableLayout | undefined {
  const start = 4;
  const entries = ((bytes - HEADER) / WORD - start) / 3;
  return isPowerOfTwo(entries) ? { kind: 'numbers', capacity: entries, start, stride: 3 } : undefined;
}

/** The table of names of an object in dictionary mode, whose property names are data; undefined for other objects. */
export function dictionaryOf(snapshot: HeapSnapshot, finder: EdgeFinder, node: number): number | undefined {
  const properties = finder.internal(node, 'properties');
  if (properties === undefined || snapshot.nodeTypes[properties] !== NodeType.array) return undefined;
  return namesLayout(snapshot.fileSizes[properties]!) === undefined ? undefined : properties;
}

function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(value) && value > 0 && value < 2 ** 31 && (value & (value - 1)) === 0;
}
