import type { HeapGraph } from '@heaptide/heapsnapshot';
import type { CommandContext } from '../command.js';
import { openGraph } from './open-graph.js';
import type { SnapshotArguments } from './snapshot-arguments.js';

/** Opens snapshots of one process, one after the other. They are taken to be in the order in which they were written. */
export async function openSeries(
  args: SnapshotArguments,
  context: CommandContext,
): Promise<readonly HeapGraph[]> {
  const graphs: HeapGraph[] = [];
  for (const file of args.files) graphs.push(await openGraph(file, args, context));
  return graphs;
}
