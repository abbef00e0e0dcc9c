import { HeaptideError } from '@heaptide/profile/error';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { formatAddress } from '../start/address.js';
import type { LinkState } from '../reading/link-state.js';
import type { WorkerOrder, WorkerReport, WorkerSettings } from '../reading/worker-protocol.js';

const START_TIMEOUT_MS = 10_000;
const EXIT_WAIT_MS = 500;
const HEARTBEAT_MS = 5000;
/** So many looks of the main thread without a sign of life mean that the worker hangs. */
const MISSED_BEATS = 4;
const FIRST_RESTART_MS = 1000;
const MAX_RESTARTS = 5;
/** A thread that has lived so long starts with a clean record. */
const STABLE_MS = 60_000;

/** A ceiling, not a reservation: room for a tree of some hundred thousand samples as objects. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 8, stackSizeMb: 2 };

type StartReport = Exclude<WorkerReport, { kind: 'say' }>;

/** How to start a {@link WorkerThread}. */
export interface WorkerThreadOptions {
  readonly settings: Omit<WorkerSettings, 'link' | 'questions'>;
  readonly link: LinkState;
  /** Keep the process alive until the worker is ready, since somebody awaits that. */
  readonly awaited: boolean;
  /** Tells the user one line. */
  readonly say: (text: string) => void;
}

/**
 * The main thread's handle of the thread that serves the endpoint and keeps the ring. The thread is started again when
 * it dies or hangs, on the same port; it never keeps the process alive.
 */
export class WorkerThread {
  readonly #options: WorkerThreadOptions;
  readonly #ready: Promise<number | undefined>;
  readonly #onExit = (): void => this.#letGo();
  readonly #heartbeat: NodeJS.Timeout;
  #worker: Worker;
  #questions: MessagePort | undefined;
  #port: number | undefined;
  #serving = false;
  #startedAt = 0;
  #restarts = 0;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #beats = 0;
  #missed = 0;

  constructor(options: WorkerThreadOptions) {
    this.#options = options;
    this.#worker = this.#launch(options.settings);
    if (!options.awaited) this.#worker.unref();
    this.#ready = this.#awaitReady();
    process.on('exit', this.#onExit);
    this.#heartbeat = setInterval(() => this.#listen(), HEARTBEAT_MS);
    this.#heartbeat.unref();
  }

  /**
   * Resolves once the worker is up, with the port of the endpoint if there is one.
   * @throws {HeaptideError} `HT_E_ADDRESS_IN_USE`, `HT_E_CANNOT_LISTEN`.
   */
  ready(): Promise<number | undefined> {
    return this.#ready;
  }

  /** What the worker asks next, if anything. Needs no turn of the event loop. */
  takeQuestion(): string | undefined {
    if (this.#questions === undefined) return undefined;
    return receiveMessageOnPort(this.#questions)?.message as string | undefined;
  }

  /** Sends something the worker waits for. Arrives even while this thread stays blocked afterwards. */
  order(order: WorkerOrder): void {
    this.#worker.postMessage(order);
  }

  /** Ends the thread, and with it every connection. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    clearInterval(this.#heartbeat);
    process.off('exit', this.#onExit);
    const { link } = this.#options;
    link.forbid();
    this.order({ kind: 'let-go' });
    await link.untilParked(EXIT_WAIT_MS);
    await this.#worker.terminate();
  }

  #launch(settings: WorkerThreadOptions['settings']): Worker {
    const { port1, port2: questions } = new MessageChannel();
    this.#questions = port1;
    const workerData: WorkerSettings = { ...settings, link: this.#options.link.shared, questions };
    // An empty environment and no execArgv: the host's preloads and NODE_OPTIONS are not for this thread.
    const worker = new Worker(new URL('../worker/worker-main.js', import.meta.url), {
      name: 'heaptide',
      argv: [],
      execArgv: [],
      env: {},
      resourceLimits: RESOURCE_LIMITS,
      workerData,
      transferList: [questions],
    });
    this.#startedAt = performance.now();
    let reason = 'its thread ended';
    worker.on('error', (error) => (reason = error.message));
    worker.on('message', (report: WorkerReport) => {
      if (report.kind === 'say') this.#options.say(report.text);
    });
    worker.once('exit', () => this.#onDeath(reason));
    return worker;
  }

  async #awaitReady(): Promise<number | undefined> {
    const report = await this.#firstReport();
    this.#worker.unref();
    if (report.kind === 'ready') {
      this.#serving = true;
      return (this.#port = report.port);
    }
    const { reason } = report;
    await this.stop();
    const { listen } = this.#options.settings;
    const where = listen === undefined ? 'the capture ring' : formatAddress(listen);
    throw reason === 'EADDRINUSE'
      ? new HeaptideError('HT_E_ADDRESS_IN_USE', `${where} is in use already`)
      : new HeaptideError('HT_E_CANNOT_LISTEN', `cannot serve ${where}: ${reason}`);
  }

  async #firstReport(): Promise<StartReport> {
    const failed = (reason: string): StartReport => ({ kind: 'failed', reason });
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise((resolve) => {
        timer = setTimeout(() => resolve(failed('its thread does not start')), START_TIMEOUT_MS);
        if (!this.#options.awaited) timer.unref();
        this.#worker.on('message', (report: WorkerReport) => {
          if (report.kind !== 'say') resolve(report);
        });
        this.#worker.once('error', (error) => resolve(failed(error.message)));
        this.#worker.once('exit', () => resolve(failed('its thread ended')));
      });
    } finally {
      clearTimeout(timer);
    }
  }

  /** Before the first report, whoever awaits it is told; afterwards the thread is started again. */
  #onDeath(reason: string): void {
    if (this.#stopped || !this.#serving) return;
    if (performance.now() - this.#startedAt > STABLE_MS) this.#restarts = 0;
    if (this.#restarts === MAX_RESTARTS) {
      this.#options.say(`heap profiles are no longer served: ${reason}`);
      return;
    }
    const delay = FIRST_RESTART_MS * 2 ** this.#restarts++;
    this.#options.say(`the thread that serves heap profiles is started again: ${reason}`);
    this.#timer = setTimeout(() => this.#restart(), delay);
    this.#timer.unref();
  }

  #restart(): void {
    const { link } = this.#options;
    const settings = { ...this.#options.settings, again: true };
    const { listen } = settings;
    this.#missed = 0;
    link.reset();
    this.#worker = this.#launch(
      listen === undefined || this.#port === undefined
        ? settings
        : { ...settings, listen: { ...listen, port: this.#port, tries: 1 } },
    );
    this.#worker.unref();
    // A port that is in use now may be free at the next attempt, which comes as the thread ends.
    const worker = this.#worker;
    worker.on('message', ({ kind }: WorkerReport) => {
      if (kind === 'failed') void worker.terminate();
    });
  }

  #listen(): void {
    const { beats } = this.#options.link;
    this.#missed = beats === this.#beats ? this.#missed + 1 : 0;
    this.#beats = beats;
    if (this.#missed < MISSED_BEATS) return;
    this.#missed = 0;
    void this.#worker.terminate();
  }

  #letGo(): void {
    const { link } = this.#options;
    link.forbid();
    this.order({ kind: 'let-go' });
    link.waitUntilParked(EXIT_WAIT_MS);
  }
}
