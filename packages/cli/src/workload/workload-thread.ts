import { Worker } from 'node:worker_threads';
import { RemoteWorkload, type WorkloadEngine } from '@heaptide/tui';
import type { WorkloadOrder } from './workload-order.js';

/** Beside the bundled command, where the bundle keeps it. */
const WORKER = new URL('./workload-worker.js', import.meta.url);

/** An engine in a thread of its own, which ends with it. */
export function startWorkloadThread(order: WorkloadOrder): WorkloadEngine {
  const { address, everyMs, save } = order;
  const { name, cluster } = address;
  const worker = new Worker(WORKER, { workerData: order });
  return new RemoteWorkload(worker, { name, namespace: cluster.namespace, everyMs, savedIn: save });
}
