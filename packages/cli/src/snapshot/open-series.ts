import type { HeapGraph } from '@heaptide/heapsnapshot';
import type { CommandContext } from '../command.js';
import { checkSeries } from './check-series.js';
import { openGraph } from './open-graph.js';
import type { SnapshotArguments } from './snapshot-arguments.js';

/** Snapshots of one process, in the order in which they were taken. */
export interface SnapshotSeries {
  readonly graphs: readonly HeapGraph[];
  /** Why an id need not mean the same object in all of them. */
  readonly doubt: string | undefined;
}

/**
 * Opens snapshots of one process, one after the other.
 * @throws {HeaptideError} what `checkSeries` and `openHeapSnapshot` throw.
 */
export async function openSeries(args: SnapshotArguments, context: CommandContext): Promise<SnapshotSeries> {
  const graphs: HeapGraph[] = [];
  for (const file of args.files) graphs.push(await openGraph(file, args, context));
  return { graphs, doubt: checkSeries(args.files, graphs) };
}
