/** Entry of the worker thread: serves the endpoint. The listening server is what keeps the thread alive. */
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { cgroupMemory } from './cgroup.js';
import { createEndpoint } from './endpoint.js';
import { HeapCaptures } from './heap-captures.js';
import { LinkState } from '../reading/link-state.js';
import { MainLink } from './main-link.js';
import type { WorkerOrder, WorkerReport, WorkerSettings } from '../reading/worker-protocol.js';

const READING_TIMEOUT_MS = 10_000;

const { host, port, link: shared, identity } = workerData as WorkerSettings;
const link = new MainLink({ state: new LinkState(shared), timeoutMs: READING_TIMEOUT_MS });
const report = (message: WorkerReport): void => parentPort?.postMessage(message);

parentPort?.on('message', (order: WorkerOrder) => {
  if (order.kind === 'answer') link.receive(order.json);
  else link.letGo();
});

const captures = new HeapCaptures(
  {
    readHeap: (collect) => link.readHeap(collect),
    readState: () => link.readState(),
    readCgroup: () => cgroupMemory(readTextFile),
  },
  identity,
);
const server = createEndpoint(captures);
server.once('error', (error: NodeJS.ErrnoException) =>
  report({ kind: 'failed', reason: error.code ?? error.message }),
);
server.listen(port, host, () => report({ kind: 'listening', port: (server.address() as AddressInfo).port }));

function readTextFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
