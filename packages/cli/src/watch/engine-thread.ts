import { Worker } from 'node:worker_threads';
import { RemoteEngine, type WatchEngine } from '@heaptide/tui';
import type { EngineOrder } from './engine-order.js';

/** As the builds name it, beside this module. */
const PROGRAM = new URL('./engine-worker.js', import.meta.url);
/** Starts an engine in a thread of its own. */
export function startEngineThread(order: EngineOrder): WatchEngine {
  const thread = new Worker(PROGRAM, { workerData: order });
  return new RemoteEngine(thread, {
    name: order.name,
    everyMs: order.everyMs,
    isLive: order.address !== undefined,
    savedIn: order.directory ?? order.save,
  });
}
