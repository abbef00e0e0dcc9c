import type { HeapGraph } from '../graph/heap-graph.js';
import { findSuspects } from '../views/find-suspects.js';
import type { Suspect } from '../views/suspect.js';
import { matchClasses } from './class-match.js';
import { suspectsByName } from './suspects-by-name.js';

/** A class in a row of snapshots. */
export interface ClassGrowth {
  /** Hostile text. */
  readonly class: string;
  /** Things of it, by snapshot. */
  readonly counts: readonly number[];
  /** Bytes of themselves, by snapshot. */
  readonly bytes: readonly number[];
}

export interface SnapshotGrowth {
  /** Bytes of the whole heap, by snapshot. */
  readonly totals: readonly number[];
  /** Classes that grew from each snapshot to the next, those that grew by most bytes first. */
  readonly classes: readonly ClassGrowth[];
  /** What grew, and what holds it; see `Suspect`. */
  readonly suspects: readonly Suspect[];
}

export interface SnapshotGrowthOptions {
  /** Whether the ids mean the same objects in all, see `relateSnapshots`; if not, holders are known by their names. True unless given. */
  readonly idsHold?: boolean;
}

/** What grows in snapshots of one process, given in the order in which they were taken. At least two. */
export function growthOverSnapshots(
  graphs: readonly HeapGraph[],
  { idsHold = true }: SnapshotGrowthOptions = {},
): SnapshotGrowth {
  const last = graphs[graphs.length - 1]!;
  return {
    totals: graphs.map(({ retainedSizes }) => retainedSizes[0]!),
    classes: growingClasses(graphs),
    suspects: idsHold ? findSuspects(last, { earlier: graphs.slice(0, -1) }) : suspectsByName(graphs),
  };
}

function growingClasses(graphs: readonly HeapGraph[]): readonly ClassGrowth[] {
  const numbers = matchClasses(graphs);
  const rows = 1 + numbers.reduce((most, of) => of.reduce((a, b) => Math.max(a, b), most), 0);
  const names = new Array<string>(rows).fill('');
  const tallies = graphs.map((graph, number) => {
    const counts = new Float64Array(rows);
    const bytes = new Float64Array(rows);
    for (const [index, row] of numbers[number]!.entries()) names[row] = graph.classes.names[index]!;
    for (let node = 0; node < graph.snapshot.nodeCount; node++) {
      const row = numbers[number]![graph.classes.ofNode[node]!]!;
      counts[row]!++;
      bytes[row]! += graph.selfSizes[node]!;
    }
    return { counts, bytes };
  });
  return names
    .map((name, row) => ({
      class: name,
      counts: tallies.map(({ counts }) => counts[row]!),
      bytes: tallies.map(({ bytes }) => bytes[row]!),
    }))
    .filter(({ counts, bytes }) => rises(counts) && rises(bytes))
    .sort((a, b) => rise(b.bytes) - rise(a.bytes));
}

function rises(values: readonly number[]): boolean {
  return values.length > 1 && values.every((value, at) => at === 0 || value > values[at - 1]!);
}

function rise(values: readonly number[]): number {
  return values[values.length - 1]! - values[0]!;
}
