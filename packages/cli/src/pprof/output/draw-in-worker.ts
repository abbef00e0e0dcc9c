import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { pprofError } from '../pprof-error.js';

export interface DrawOptions {
  readonly format: 'ps' | 'svg';
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

/** Text, not a file of its own, so that it runs the same from sources and from the build. */
const PROGRAM = `
const { parentPort, workerData } = require('node:worker_threads');
const { module, dot, format } = workerData;
require(module).instance().then(
  (graphviz) => parentPort.postMessage(graphviz.render(dot, { format })),
  (error) => { throw error; },
);`;

interface Drawing {
  readonly status: 'success' | 'failure';
  readonly output?: string;
  readonly errors: readonly { readonly message: string }[];
}

/**
 * Draws by graphviz's WebAssembly build. A large graph can take it minutes, so it works in a thread that can be ended.
 *
 * @throws {HeaptideError} `HT_E_PPROF`.
 */
export function drawInWorker(dot: string, { format, signal, timeoutMs }: DrawOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const module = createRequire(import.meta.url).resolve('@viz-js/viz');
    const worker = new Worker(PROGRAM, { eval: true, workerData: { module, dot, format } });
    const end = (act: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', interrupt);
      void worker.terminate();
      act();
    };
    const fail = (reason: string): void =>
      end(() =>
        reject(pprofError(`cannot draw the graph: ${reason} (graphviz, where installed, is used instead)`)),
      );
    const timer = setTimeout(() => fail(`not done after ${timeoutMs / 1000}s`), timeoutMs);
    const interrupt = (): void => end(() => reject(signal.reason as Error));
    signal.addEventListener('abort', interrupt);
    worker.on('message', ({ status, output, errors }: Drawing) => {
      if (status === 'success' && output !== undefined) end(() => resolve(output));
      else fail(errors[0]?.message ?? 'no output');
    });
    worker.on('error', (error) => fail(error.message));
    worker.on('exit', (code) => fail(`ended with ${code}`));
  });
}
