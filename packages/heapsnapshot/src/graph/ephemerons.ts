import { sharedNumbers } from '../model/shared-arrays.js';
import type { SnapshotStrings } from '../model/snapshot-strings.js';
import { readEphemeronName } from './ephemeron-name.js';

const MARK = ' / part of key (';
const NUMBERED = /^\d+ \/ part of key/;
const LARGEST = 2 ** 32 - 1;

/** Of a name that is no half of an entry. */
export const NO_ENTRY = 0;

/**
 * The entries of WeakMaps. A value is held by its map and its key together, which a graph cannot say, so V8 draws an internal
 * edge from each to the value and names both `N / part of key (K @id) -> value (V @id) pair in WeakMap (table @T)`.
 */
export interface Ephemerons {
  /** Entries are numbered from 1. */
  readonly count: number;
  /** The entry that an edge of this name (an index of a string) is one half of, or `NO_ENTRY`; empty where there are none. */
  readonly entries: Uint32Array;
  /** Id of the table of its map, by entry. */
  readonly tableIds: Uint32Array;
}

export function findEphemerons(strings: SnapshotStrings): Ephemerons {
  const entryOf = new Map<string, number>();
  const found: { name: number; entry: number }[] = [];
  const tables = [0];
  for (const name of strings.containing(MARK)) {
    const text = strings.text(name);
    if (!NUMBERED.test(text)) continue;
    // All but the number, which differs between the halves.
    const both = text.slice(text.indexOf('/'));
    let entry = entryOf.get(both);
    if (entry === undefined) {
      const ephemeron = readEphemeronName(text);
      if (ephemeron === undefined) continue;
      entry = tables.push(Math.min(ephemeron.tableId, LARGEST)) - 1;
      entryOf.set(both, entry);
    }
    found.push({ name, entry });
  }
  const entries = sharedNumbers(found.length === 0 ? 0 : strings.count);
  for (const { name, entry } of found) entries[name] = entry;
  const tableIds = sharedNumbers(tables.length);
  tableIds.set(tables);
  return { count: entryOf.size, entries, tableIds };
}
