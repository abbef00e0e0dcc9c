// The thread that reads a heap snapshot and answers for the screen: what it is busy with never delays a key.
import { parentPort, workerData } from 'node:worker_threads';
import { findSuspects, GRAPH_LAYERS, openHeapSnapshot } from '@heaptide/heapsnapshot';
import { SnapshotBrowser } from '@heaptide/report/snapshot-browse';
import { serveSnapshot } from '@heaptide/tui';
import { openingStage } from './opening-stage.js';
import type { SnapshotOrder } from './snapshot-order.js';

const { path, cache } = workerData as SnapshotOrder;
await serveSnapshot(async (onProgress) => {
  const graph = await openHeapSnapshot(path, {
    cache,
    layers: GRAPH_LAYERS,
    onProgress: (stage, share) => onProgress(openingStage(stage, share)),
  });
  return new SnapshotBrowser(
    graph,
    findSuspects(graph).map(({ severity, text, holder }) => ({ severity, text, node: holder.node })),
  );
}, parentPort!);
