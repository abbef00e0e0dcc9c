import { connectWebSocket, type WebSocketConnection } from '@heaptide/kube';
import { HeaptideError } from '@heaptide/profile';
import { eitherSignal } from '../either-signal.js';
import { INSPECTOR_HOST, readInspectedTarget } from './inspector-list.js';
import { dialInspector, type InspectorPlace } from './inspector-place.js';
import { inspectorProblem } from './inspector-problem.js';

export interface CdpOptions {
  /** What the user calls the process. */
  readonly name: string;
  /** Bound on one call, unless the call has its own. */
  readonly timeoutMs?: number;
  /** Bound on one message of the process. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal | undefined;
}

export interface CallOptions {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

export type CdpParameters = Readonly<Record<string, unknown>>;
export type CdpListener = (parameters: CdpParameters) => void;

const CONNECT_MS = 10_000;
const TIMEOUT_MS = 60_000;
const MAX_BYTES = 256 * 2 ** 20;
const CLOSE_MS = 2_000;
/** A call that does nothing. Its own answer may have to be acknowledged before the one that is waited for comes. */
const NOTHING = { method: 'Runtime.releaseObjectGroup', params: { objectGroup: 'heaptide-nothing' } };
const MOST_ACKNOWLEDGED = 8;
const ACKNOWLEDGE_EVERY_MS = 4;

interface Waiting {
  readonly resolve: (result: CdpParameters) => void;
  readonly reject: (error: Error) => void;
}

/** The Chrome DevTools Protocol with the main thread of one process. A process that wants to end is let go of at once. */
export class CdpConnection {
  /** Resolves once nothing can be called any more. Never rejects. */
  readonly closed: Promise<void>;
  /** Program of the process, as its inspector tells it. Hostile text. */
  readonly title: string;
  readonly #socket: WebSocketConnection;
  readonly #name: string;
  readonly #timeoutMs: number;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Map<string, CdpListener>();
  #prompting: NodeJS.Timeout | undefined;
  /** How many messages have been acknowledged since the last call. */
  #acknowledged = 0;
  #lastId = 0;
  #ending: HeaptideError | undefined;

  private constructor(socket: WebSocketConnection, title: string, { name, timeoutMs }: CdpOptions) {
    this.#socket = socket;
    this.#name = name;
    this.#timeoutMs = timeoutMs ?? TIMEOUT_MS;
    this.title = title;
    this.closed = socket.closed.then(({ error }) => {
      this.#end(
        `the connection to the inspector of ${name} ended${error === undefined ? '' : `: ${error.message}`}`,
      );
    });
    socket.onMessage((data) => this.#take(data));
    this.#listeners.set('NodeRuntime.waitingForDisconnect', () => {
      this.#end(`${name} ends`);
      socket.destroy();
    });
  }

  /**
   * Connects to the process that the inspector inspects.
   * @throws {HeaptideError} `HT_E_INSPECTOR`, `HT_E_TIMEOUT`, and what reaching a pod meets.
   */
  static async open(place: InspectorPlace, options: CdpOptions): Promise<CdpConnection> {
    const { name, maxBytes: maxMessage = MAX_BYTES, signal } = options;
    const timeout = AbortSignal.timeout(CONNECT_MS);
    const ends = eitherSignal(signal === undefined ? [timeout] : [timeout, signal]);
    try {
      const { path, title } = await readInspectedTarget(place, ends.signal);
      const connection = await dialInspector(place, ends.signal);
      const socket = await connectWebSocket({
        path,
        headers: { host: INSPECTOR_HOST },
        createConnection: () => connection,
        maxMessage,
        signal: ends.signal,
      });
      const cdp = new CdpConnection(socket, title, options);
      // At its exit a process waits for every debugger to leave; whoever asked is told of it.
      cdp.#post('NodeRuntime.notifyWhenWaitingForDisconnect', { enabled: true });
      return cdp;
    } catch (error) {
      if (signal?.aborted === true) throw error;
      throw inspectorProblem(name, timeout.aborted ? timeout.reason : error);
    } finally {
      ends.release();
    }
  }

  get isOpen(): boolean {
    return this.#ending === undefined;
  }

  /**
   * Calls a method, and gives its result.
   * @throws {HeaptideError} `HT_E_INSPECTOR` where it fails or the connection ends, `HT_E_TIMEOUT`; the signal's reason.
   */
  call(method: string, parameters: CdpParameters = {}, options: CallOptions = {}): Promise<CdpParameters> {
    const { timeoutMs = this.#timeoutMs, signal } = options;
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      if (this.#ending !== undefined) throw this.#ending;
      const id = this.#post(method, parameters);
      const onAbort = () => settle(() => reject(signal?.reason as Error));
      const late = `${this.#name} did not answer ${method} within ${timeoutMs / 1000} s`;
      const timer = setTimeout(
        () => settle(() => reject(new HeaptideError('HT_E_TIMEOUT', late))),
        timeoutMs,
      );
      const settle = (act: () => void) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        this.#waiting.delete(id);
        act();
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#acknowledged = 0;
      this.#waiting.set(id, {
        resolve: (result) => settle(() => resolve(result)),
        reject: (error) => settle(() => reject(error)),
      });
    });
  }

  /** One listener an event; `undefined` takes it away. */
  on(event: string, listener: CdpListener | undefined): void {
    if (listener === undefined) this.#listeners.delete(event);
    else this.#listeners.set(event, listener);
  }

  /**
   * Until the returned function is called, messages come within milliseconds. Else the system of the process may hold back
   * what follows another message until that is acknowledged, up to 40 ms later (Nagle's algorithm, delayed acknowledgements).
   */
  promptly(): () => void {
    clearInterval(this.#prompting);
    this.#prompting = setInterval(() => this.#post(NOTHING.method, NOTHING.params), ACKNOWLEDGE_EVERY_MS);
    return () => {
      clearInterval(this.#prompting);
      this.#prompting = undefined;
    };
  }

  /** Nothing more is read until `resume`, for a listener that cannot keep up. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** Ends the connection, in bounded time. Never rejects. */
  async close(): Promise<void> {
    const timer = setTimeout(() => this.#socket.destroy(), CLOSE_MS);
    this.#socket.close();
    await this.closed;
    clearTimeout(timer);
  }

  #post(method: string, params: CdpParameters): number {
    const id = ++this.#lastId;
    this.#socket.send(JSON.stringify({ id, method, params }));
    return id;
  }

  #take(data: Buffer): void {
    let message: Partial<Record<'id' | 'result' | 'error' | 'method' | 'params', unknown>>;
    try {
      message = JSON.parse(data.toString('utf8')) as typeof message;
    } catch {
      this.#end(`the inspector of ${this.#name} sent what is not JSON`);
      this.#socket.destroy();
      return;
    }
    const { id, result, error, method, params } = message;
    if (typeof id === 'number') {
      if (error === undefined) this.#waiting.get(id)?.resolve(recordOf(result));
      else this.#waiting.get(id)?.reject(this.#refused(error));
    } else if (typeof method === 'string') this.#listeners.get(method)?.(recordOf(params));
    this.#acknowledge();
  }

  #acknowledge(): void {
    if (this.#prompting === undefined || this.#waiting.size === 0 || this.#acknowledged >= MOST_ACKNOWLEDGED)
      return;
    this.#acknowledged++;
    this.#post(NOTHING.method, NOTHING.params);
  }

  #refused(error: unknown): HeaptideError {
    const { message } = recordOf(error);
    const said = typeof message === 'string' ? message : 'no reason given';
    return new HeaptideError('HT_E_INSPECTOR', `the inspector of ${this.#name} refused: ${said}`);
  }

  #end(reason: string): void {
    if (this.#ending !== undefined) return;
    clearInterval(this.#prompting);
    this.#ending = new HeaptideError('HT_E_INSPECTOR', reason);
    for (const { reject } of [...this.#waiting.values()]) reject(this.#ending);
  }
}

function recordOf(value: unknown): CdpParameters {
  return typeof value === 'object' && value !== null ? (value as CdpParameters) : {};
}
