import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bundleSnapshotWorker } from './bundle-snapshot-worker.js';
import type { DevToolsGraph } from './devtools-graph.js';

const PROGRAM = fileURLToPath(
  new URL('../../../test/support/devtools-oracle/read-snapshot.mjs', import.meta.url),
);
const ERROR_LIMIT_CHARS = 4_096;

export interface ReadDevToolsGraphOptions {
  /** When the reader is killed, by default after two minutes. */
  readonly limitMs?: number;
  /** Heap limit of the reader, by default 4 GiB. */
  readonly limitMiB?: number;
}

/**
 * Has Chrome DevTools' own worker read and analyse a heap snapshot, in a process of its own. Rejects when the worker
 * rejects the file or exceeds a limit.
 */
export async function readDevToolsGraph(
  path: string,
  { limitMs = 120_000, limitMiB = 4_096 }: ReadDevToolsGraphOptions = {},
): Promise<DevToolsGraph> {
  const worker = await bundleSnapshotWorker();
  const child = fork(PROGRAM, [worker, path], {
    execArgv: [`--max-old-space-size=${limitMiB}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    timeout: limitMs,
    killSignal: 'SIGKILL',
  });
  let complaint = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-ERROR_LIMIT_CHARS);
  });
  return new Promise((resolve, reject) => {
    child.once('message', (graph) => resolve(graph as DevToolsGraph));
    child.once('error', reject);
    // After `message`, this has no effect any more.
    child.once('close', (code, signal) =>
      reject(
        new Error(`DevTools did not read ${path} (${signal ?? `exit code ${String(code)}`}): ${complaint}`),
      ),
    );
  });
}
