import { readEphemeronName } from './ephemeron-name.js';
import type { SnapshotStrings } from '../model/snapshot-strings.js';

const MARK = ' / part of key (';

/**
 * The entries of WeakMaps. A value is held by its map and its key together, which a graph cannot say, so V8 draws an internal
 * edge from each to the value and names both `N / part of key (K @id) -> value (V @id) pair in WeakMap (table @T)`.
 */
export interface Ephemerons {
  /** Whether an edge of this name (an index of a string) is one half of an entry. */
  isHalf(edgeName: number): boolean;
  /** Id of the map's table by the name of the edge, where it is one half of an entry. */
  tableOf(edgeName: number): number | undefined;
}

export function findEphemerons(strings: SnapshotStrings): Ephemerons {
  const tables = new Map<number, number>();
  for (const name of strings.containing(MARK)) {
    const ephemeron = readEphemeronName(strings.text(name));
    if (ephemeron !== undefined) tables.set(name, ephemeron.tableId);
  }
  const isHalf = new Uint8Array(tables.size === 0 ? 0 : strings.count);
  for (const name of tables.keys()) isHalf[name] = 1;
  return {
    isHalf: (edgeName) => isHalf[edgeName] === 1,
    tableOf: (edgeName) => tables.get(edgeName),
  };
}
