import type { HeapSnapshot } from '../model/heap-snapshot.js';

const known = new WeakMap<HeapSnapshot, Map<string, number | undefined>>();

/** Index of a text among the strings of a snapshot, looked for once. Only for names of our own choice: each is kept. */
export function slotIndex(snapshot: HeapSnapshot, name: string): number | undefined {
  let indexes = known.get(snapshot);
  if (indexes === undefined) known.set(snapshot, (indexes = new Map<string, number | undefined>()));
  if (!indexes.has(name)) indexes.set(name, snapshot.strings.indexOf(name));
  return indexes.get(name);
}
