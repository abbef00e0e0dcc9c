import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { KubeError } from '../kube-error.js';
import { readBounded } from './read-bounded.js';

export interface ApiRequest {
  /** With its query. */
  readonly path: string;
  /** Makes it a POST of JSON. */
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface ApiSocketOptions {
  /** How long nothing may come, 30 s when absent. Credentials may need a person in a browser, so that the first answer takes its time. */
  readonly timeoutMs?: number | undefined;
}

export const ANSWER_TIMEOUT_MS = 30_000;
/** All of one answer. */
const ANSWER_MS = 300_000;
const MOST_CONNECTIONS = 8;
/** What `kubectl proxy` lets through. */
const HOST = 'localhost';

/** HTTP to the API server through the unix socket of a `kubectl proxy`. Connections are kept and used again; idle ones keep nothing alive. */
export class ApiSocket {
  readonly #socketPath: string;
  readonly #timeoutMs: number;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: MOST_CONNECTIONS });

  constructor(socketPath: string, { timeoutMs = ANSWER_TIMEOUT_MS }: ApiSocketOptions = {}) {
    this.#socketPath = socketPath;
    this.#timeoutMs = timeoutMs;
  }

  /**
   * One request and its whole answer, whatever its status.
   * @throws {KubeError}; the reason of `signal`.
   */
  async exchange(asked: ApiRequest, maxBytes: number): Promise<ApiAnswer> {
    // A connection that was kept may be closed by the other side just now; what may not be asked twice gets a new one.
    if (asked.body !== undefined) return this.#exchange(asked, maxBytes, false);
    try {
      return await this.#exchange(asked, maxBytes, this.#agent);
    } catch (error) {
      if (!(error instanceof StaleConnection)) throw error;
      return this.#exchange(asked, maxBytes, false);
    }
  }

  /**
   * The head of an answer whose body is read as it comes, on a connection of its own, for at most `withinMs`. Whoever stops
   * reading early destroys it.
   * @throws {KubeError}; the reason of `signal`. What ends the body is thrown as it comes.
   */
  open(asked: ApiRequest, withinMs: number): Promise<IncomingMessage> {
    return this.#begin(asked, { agent: false, withinMs, quietMs: withinMs });
  }

  close(): void {
    this.#agent.destroy();
  }

  async #exchange(asked: ApiRequest, maxBytes: number, agent: Agent | false): Promise<ApiAnswer> {
    const response = await this.#begin(asked, { agent, withinMs: ANSWER_MS, quietMs: this.#timeoutMs });
    try {
      const body = await readBounded(response, maxBytes);
      return { status: response.statusCode ?? 0, headers: response.headers, body };
    } catch (error) {
      throw asked.signal?.aborted ? asked.signal.reason : connectionProblem(error);
    }
  }

  #begin(
    { path, body, signal }: ApiRequest,
    { agent, withinMs, quietMs }: { agent: Agent | false; withinMs: number; quietMs: number },
  ): Promise<IncomingMessage> {
    const method = body === undefined ? 'GET' : 'POST';
    const headers = { host: HOST, accept: 'application/json', ...bodyHeaders(body) };
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason as Error);
        return;
      }
      const asking = request({ socketPath: this.#socketPath, method, path, headers, agent });
      let response: IncomingMessage | undefined;
      const end = (error: Error) => (response ?? asking).destroy(error);
      const onLate = () => end(new KubeError('timeout', 'the cluster took too long to answer'));
      const onAbort = () => end(signal!.reason as Error);
      const headTimer = setTimeout(onLate, this.#timeoutMs);
      const timer = setTimeout(onLate, withinMs);
      asking.setTimeout(quietMs, onLate);
      signal?.addEventListener('abort', onAbort, { once: true });
      asking.on('close', () => {
        clearTimeout(headTimer);
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
      });
      asking.on('response', (message) => {
        clearTimeout(headTimer);
        response = message;
        resolve(message);
      });
      asking.on('error', (error) => {
        if (signal?.aborted) reject(signal.reason as Error);
        else reject(asking.reusedSocket && isReset(error) ? new StaleConnection() : connectionProblem(error));
      });
      asking.end(body);
    });
  }
}

class StaleConnection extends Error {}

function bodyHeaders(body: string | undefined): Record<string, string | number> {
  if (body === undefined) return {};
  return { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
}

function isReset(error: NodeJS.ErrnoException): boolean {
  return error.code === 'ECONNRESET' || error.code === 'EPIPE';
}

/** What it means that the connection to `kubectl proxy` cannot be used. */
export function connectionProblem(error: unknown): KubeError {
  if (error instanceof KubeError) return error;
  const { message } = error as Error;
  return new KubeError('kubectl-failed', `the connection to kubectl proxy broke: ${message}`, {
    cause: error,
  });
}
