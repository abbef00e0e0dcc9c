import { GRAPH_LAYERS, type HeapGraph, openHeapSnapshot } from '@heaptide/heapsnapshot';
import type { CommandContext } from '../command.js';
import { openingProgress } from './opening-progress.js';
import { openingStage } from './opening-stage.js';
import type { SnapshotArguments } from './snapshot-arguments.js';

/**
 * Opens a heap snapshot, with its progress on stderr where that is a terminal.
 * @throws {HeaptideError} what `openHeapSnapshot` throws.
 */
export async function openGraph(
  path: string,
  { cache }: Pick<SnapshotArguments, 'cache'>,
  { stderr, signal }: Pick<CommandContext, 'stderr' | 'signal'>,
): Promise<HeapGraph> {
  const progress = openingProgress(stderr);
  try {
    return await openHeapSnapshot(path, {
      cache,
      layers: GRAPH_LAYERS,
      signal,
      onProgress: (stage, share) => progress.update(openingStage(stage, share)),
    });
  } finally {
    progress.end();
  }
}
