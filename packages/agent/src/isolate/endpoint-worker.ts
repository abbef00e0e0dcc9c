import { HeaptideError } from '@heaptide/profile';
import { Worker } from 'node:worker_threads';
import { formatAddress, type LoopbackAddress } from '../start/address.js';
import { LinkState } from '../reading/link-state.js';
import type {
  ProcessIdentity,
  WorkerOrder,
  WorkerReport,
  WorkerSettings,
} from '../reading/worker-protocol.js';

const START_TIMEOUT_MS = 10_000;
const EXIT_WAIT_MS = 500;

/** A ceiling, not a reservation: room for a tree of some hundred thousand samples as objects. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 8, stackSizeMb: 2 };

/** How to start an {@link EndpointWorker}. */
export interface EndpointWorkerOptions {
  readonly address: LoopbackAddress;
  readonly identity: ProcessIdentity;
  /** Called once if the worker dies without having been stopped. */
  readonly onDeath: (reason: string) => void;
}

/** The main thread's handle of the thread that serves the endpoint. It never keeps the process alive. */
export class EndpointWorker {
  readonly #worker: Worker;
  readonly #link = new LinkState();
  readonly #onExit = (): void => this.#letGo();
  readonly #listening: Promise<number>;
  #serving = false;

  constructor({ address, identity, onDeath }: EndpointWorkerOptions) {
    const workerData: WorkerSettings = { ...address, link: this.#link.shared, identity };
    // An empty environment and no execArgv: the host's preloads and NODE_OPTIONS are not for this thread.
    this.#worker = new Worker(new URL('../worker/endpoint-main.js', import.meta.url), {
      name: 'heaptide',
      argv: [],
      execArgv: [],
      env: {},
      resourceLimits: RESOURCE_LIMITS,
      workerData,
    });
    this.#listening = this.#awaitListening(address);
    let reason = 'its thread ended';
    this.#worker.on('error', (error) => (reason = error.message));
    this.#worker.once('exit', () => {
      process.off('exit', this.#onExit);
      if (this.#serving) onDeath(reason);
    });
    process.on('exit', this.#onExit);
  }

  /**
   * The port, once the endpoint listens. Until then the worker keeps the process alive.
   * @throws {HeaptideError} `HT_E_ADDRESS_IN_USE`, `HT_E_CANNOT_LISTEN`.
   */
  listening(): Promise<number> {
    return this.#listening;
  }

  /** Sends a reading. Arrives even while this thread stays blocked afterwards. */
  send(json: string): void {
    this.#order({ kind: 'answer', json });
  }

  /** Ends the thread, and with it every connection. */
  async stop(): Promise<void> {
    this.#serving = false;
    await this.#worker.terminate();
  }

  async #awaitListening(address: LoopbackAddress): Promise<number> {
    const report = await this.#firstReport();
    this.#worker.unref();
    if (report.kind === 'listening') {
      this.#serving = true;
      return report.port;
    }
    const where = formatAddress(address);
    throw report.reason === 'EADDRINUSE'
      ? new HeaptideError('HT_E_ADDRESS_IN_USE', `${where} is in use already`)
      : new HeaptideError('HT_E_CANNOT_LISTEN', `cannot listen on ${where}: ${report.reason}`);
  }

  async #firstReport(): Promise<WorkerReport> {
    const failed = (reason: string): WorkerReport => ({ kind: 'failed', reason });
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise((resolve) => {
        timer = setTimeout(() => resolve(failed('its thread does not start')), START_TIMEOUT_MS);
        this.#worker.once('message', resolve);
        this.#worker.once('error', (error) => resolve(failed(error.message)));
        this.#worker.once('exit', () => resolve(failed('its thread ended')));
      });
    } finally {
      clearTimeout(timer);
    }
  }

  #letGo(): void {
    this.#link.forbid();
    this.#order({ kind: 'let-go' });
    this.#link.waitUntilClosed(EXIT_WAIT_MS);
  }

  #order(order: WorkerOrder): void {
    this.#worker.postMessage(order);
  }
}
