import { Worker } from 'node:worker_threads';
import { RemoteSnapshot, type SnapshotEngine } from '@heaptide/tui';
import type { SnapshotOrder } from './snapshot-order.js';

/** Beside the bundled command, where the bundle keeps it. */
const WORKER = new URL('./snapshot-worker.js', import.meta.url);

/** A snapshot in a thread of its own, which ends with it. */
export function startSnapshotThread(order: SnapshotOrder): SnapshotEngine {
  return new RemoteSnapshot(new Worker(WORKER, { workerData: order }), order.path);
}
