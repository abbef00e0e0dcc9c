import type { HeapGraph } from '../graph/heap-graph.js';
import { matchClasses } from './class-match.js';
import { nodesById } from './nodes-by-id.js';

/** How many things, and bytes of themselves. */
export interface Tally {
  readonly count: number;
  readonly bytes: number;
}

/** What became of the things of one class between two snapshots of one process. */
export interface ClassDiff {
  /** Hostile text. */
  readonly class: string;
  /** In both. Bytes as they are after. */
  readonly survived: Tally;
  /** In the second only. */
  readonly allocated: Tally;
  /** In the first only. */
  readonly gone: Tally;
  /** Bytes after, less those before. */
  readonly change: number;
}

export interface SnapshotDiff {
  readonly survived: Tally;
  readonly allocated: Tally;
  readonly gone: Tally;
  readonly change: number;
  /** Those that grew by most bytes first, those that shrank last; classes in which nothing changed are left out. */
  readonly classes: readonly ClassDiff[];
}

/**
 * Compares two snapshots of one process by the ids of its objects, which V8 gives once and never again. Things whose class
 * changed are gone and allocated.
 */
export function diffSnapshots(before: HeapGraph, after: HeapGraph): SnapshotDiff {
  const [beforeNumbers, afterNumbers] = matchClasses([before, after]) as [Uint32Array, Uint32Array];
  const rows = 1 + Math.max(maximum(beforeNumbers), maximum(afterNumbers));
  const survived = new Tallies(rows);
  const allocated = new Tallies(rows);
  const gone = new Tallies(rows);
  const change = new Float64Array(rows);
  const byId = nodesById(before.snapshot);
  const isSame = new Uint8Array(before.snapshot.nodeCount);
  for (let node = 0; node < after.snapshot.nodeCount; node++) {
    const row = afterNumbers[after.classes.ofNode[node]!]!;
    const size = after.selfSizes[node]!;
    const old = byId.find(after.snapshot.nodeIds[node]!);
    change[row]! += size;
    if (old !== undefined && isSame[old] === 0 && beforeNumbers[before.classes.ofNode[old]!] === row) {
      isSame[old] = 1;
      survived.add(row, size);
    } else allocated.add(row, size);
  }
  for (let node = 0; node < before.snapshot.nodeCount; node++) {
    const row = beforeNumbers[before.classes.ofNode[node]!]!;
    change[row]! -= before.selfSizes[node]!;
    if (isSame[node] === 0) gone.add(row, before.selfSizes[node]!);
  }
  const names = new Array<string>(rows).fill('');
  for (const [index, row] of beforeNumbers.entries()) names[row] = before.classes.names[index]!;
  for (const [index, row] of afterNumbers.entries()) names[row] = after.classes.names[index]!;
  return {
    survived: survived.total(),
    allocated: allocated.total(),
    gone: gone.total(),
    change: change.reduce((sum, bytes) => sum + bytes, 0),
    classes: Array.from(names.keys())
      .filter((row) => change[row] !== 0 || allocated.counts[row]! > 0 || gone.counts[row]! > 0)
      .sort((a, b) => change[b]! - change[a]! || allocated.counts[b]! - allocated.counts[a]! || a - b)
      .map((row) => ({
        class: names[row]!,
        survived: survived.of(row),
        allocated: allocated.of(row),
        gone: gone.of(row),
        change: change[row]!,
      })),
  };
}

class Tallies {
  readonly counts: Float64Array;
  readonly bytes: Float64Array;

  constructor(rows: number) {
    this.counts = new Float64Array(rows);
    this.bytes = new Float64Array(rows);
  }

  add(row: number, bytes: number): void {
    this.counts[row]!++;
    this.bytes[row]! += bytes;
  }

  of(row: number): Tally {
    return { count: this.counts[row]!, bytes: this.bytes[row]! };
  }

  total(): Tally {
    const sum = (values: Float64Array): number => values.reduce((all, value) => all + value, 0);
    return { count: sum(this.counts), bytes: sum(this.bytes) };
  }
}

function maximum(values: Uint32Array): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}
