import type { BodyForm } from '../http/body-reader.js';
import type { ResponseHead } from '../http/response-head.js';
import type { AnswerReceiver, OutgoingRequest, UpstreamConnection } from './upstream-connection.js';
import type { ConnectionWaiter, UpstreamPool } from './upstream-pool.js';

/** Answers to what the proxy asks by itself are small; of one that is not, the head is enough. */
const MAX_BODY_BYTES = 64 * 1024;

export interface SmallAnswer {
  readonly status: number;
  readonly head: ResponseHead;
  /** `address:port` of the connection that it came on. */
  readonly address: string;
}

export interface SmallRequestOptions {
  /** `address:port` of the upstream to ask; any by default. */
  readonly address?: string | undefined;
  /** Bounds the whole of it. An answer whose head has come by then counts, such as an event stream that does not end. */
  readonly timeoutMs: number;
}

/** A request of the proxy's own. Resolves with its answer; `undefined` where none came, or none in time. */
export function smallRequest(
  pool: UpstreamPool,
  request: OutgoingRequest,
  options: SmallRequestOptions,
): Promise<SmallAnswer | undefined> {
  return new Promise((resolve) => new SmallRequest(pool, request, options, resolve));
}

class SmallRequest implements AnswerReceiver, ConnectionWaiter {
  readonly #pool: UpstreamPool;
  readonly #request: OutgoingRequest;
  readonly #timer: NodeJS.Timeout;
  readonly #resolve: (answer: SmallAnswer | undefined) => void;
  #connection: UpstreamConnection | undefined;
  #answer: SmallAnswer | undefined;
  #bodyBytes = 0;
  #isSettled = false;

  constructor(
    pool: UpstreamPool,
    request: OutgoingRequest,
    { address, timeoutMs }: SmallRequestOptions,
    resolve: (answer: SmallAnswer | undefined) => void,
  ) {
    this.#pool = pool;
    this.#request = request;
    this.#resolve = resolve;
    this.#timer = setTimeout(() => this.#breakOff(), timeoutMs);
    // Never on a kept connection: these requests are rare, and a lost one would not be tried again.
    pool.acquire({ address, fresh: true }, this);
  }

  onConnection(connection: UpstreamConnection): void {
    if (this.#isSettled) {
      this.#pool.release(connection);
      return;
    }
    this.#connection = connection;
    connection.send(this.#request, this);
    connection.endRequest();
  }

  onConnectFailure(): void {
    this.#settle(undefined);
  }

  onInterimAnswer(): void {
    // Says nothing yet.
  }

  onAnswerHead(head: ResponseHead): BodyForm {
    this.#answer = { status: head.status, head, address: this.#connection!.address };
    return 'data';
  }

  onAnswerBody(piece: Buffer): void {
    this.#bodyBytes += piece.length;
    if (this.#bodyBytes > MAX_BODY_BYTES) this.#breakOff();
  }

  onAnswerPause(): void {
    // What has come needs no handing on.
  }

  onAnswerEnd(): void {
    this.#settle(this.#answer);
  }

  onUpstreamFailure(): void {
    this.#settle(undefined);
  }

  onUpstreamDrain(): void {
    // Everything was written at once.
  }

  #breakOff(): void {
    this.#connection?.destroy();
    this.#settle(this.#answer);
  }

  #settle(answer: SmallAnswer | undefined): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    clearTimeout(this.#timer);
    this.#resolve(answer);
  }
}
