import { smallRequest } from '../connections/small-request.js';
import type { UpstreamPool } from '../connections/upstream-pool.js';
import type { HealthStatus } from './health.js';

const PING_TIMEOUT_MS = 5_000;
/** After a ping that failed the next one comes sooner. */
const RETRY_FACTOR = 0.5;
const FAILURES_UNTIL_UNHEALTHY = 5;

const PING = Buffer.from('{"jsonrpc":"2.0","id":"heaptide-ping","method":"ping"}');

export interface UpstreamWatchOptions {
  /** Between pings; 0 for none. */
  readonly intervalMs: number;
  /** Whether the server has no sessions and answers nothing but POST. */
  readonly stateless: boolean;
}

/**
 * Asks the upstream now and then whether it lives, once it has served a POST: before that it may still be starting.
 * Any answer but a 5xx is a sign of life. What it finds is for readiness probes; it never keeps a request from being sent.
 */
export class UpstreamWatch {
  readonly #pool: UpstreamPool;
  readonly #options: UpstreamWatchOptions;
  #target: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #failures = 0;
  #isClosed = false;

  constructor(pool: UpstreamPool, options: UpstreamWatchOptions) {
    this.#pool = pool;
    this.#options = options;
  }

  get status(): HealthStatus {
    if (this.#failures === 0) return 'healthy';
    return this.#failures < FAILURES_UNTIL_UNHEALTHY ? 'degraded' : 'unhealthy';
  }

  /** Begins to ask, at the target that was served first. */
  begin(target: string): void {
    if (this.#target !== undefined || this.#options.intervalMs <= 0) return;
    this.#target = target;
    this.#schedule(this.#options.intervalMs);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  #schedule(delayMs: number): void {
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => void this.#ask(), delayMs);
    this.#timer.unref();
  }

  async #ask(): Promise<void> {
    const { stateless, intervalMs } = this.#options;
    const method = stateless ? 'POST' : 'GET';
    const lines = [
      `${method} ${this.#target!} HTTP/1.1`,
      `Host: ${this.#pool.origin.host}`,
      // Without the wish for an event stream, a GET is refused at once rather than opened.
      'Accept: application/json',
      ...(stateless ? ['Content-Type: application/json', `Content-Length: ${PING.length}`] : []),
    ];
    const answer = await smallRequest(
      this.#pool,
      { method, head: `${lines.join('\r\n')}\r\n\r\n`, body: stateless ? PING : undefined },
      { timeoutMs: PING_TIMEOUT_MS },
    );
    const isAlive = answer !== undefined && answer.status < 500;
    this.#failures = isAlive ? 0 : this.#failures + 1;
    this.#schedule(isAlive ? intervalMs : intervalMs * RETRY_FACTOR);
  }
}
