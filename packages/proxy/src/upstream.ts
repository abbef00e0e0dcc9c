import { Agent, type ClientRequest, request as httpRequest } from 'node:http';

/** Idle sockets kept for reuse; what was busy at once is kept up to here. */
const MAX_IDLE_SOCKETS = 256;
/** Idle time before TCP probes whether the peer still lives. */
const TCP_KEEP_ALIVE_MS = 30_000;

export interface UpstreamRequest {
  readonly method: string;
  readonly path: string;
  /** Flat `name, value` list. */
  readonly headers: readonly string[];
  /** Do not reuse an idle socket. */
  readonly fresh: boolean;
}

/** The upstream did not accept a connection in time. */
export class ConnectTimeout extends Error {
  override readonly name = 'ConnectTimeout';
}

/** Where requests go: one origin and the sockets kept open to it. */
export class Upstream {
  /** `host[:port]`, for the Host field. */
  readonly host: string;
  readonly origin: string;
  readonly #hostname: string;
  readonly #port: string;
  readonly #connectTimeoutMs: number;
  readonly #agent = new Agent({
    keepAlive: true,
    keepAliveMsecs: TCP_KEEP_ALIVE_MS,
    maxFreeSockets: MAX_IDLE_SOCKETS,
    noDelay: true,
    scheduling: 'lifo',
  });
  readonly #freshAgent = new Agent({ keepAlive: false, noDelay: true });

  constructor(url: URL, options: { readonly connectTimeoutMs: number }) {
    this.host = url.host;
    this.origin = url.origin;
    this.#hostname = url.hostname.replace(/^\[|\]$/g, '');
    this.#port = url.port === '' ? '80' : url.port;
    this.#connectTimeoutMs = options.connectTimeoutMs;
  }

  /** Begins a request; it fails with {@link ConnectTimeout} where no connection comes about in time. */
  request({ method, path, headers, fresh }: UpstreamRequest): ClientRequest {
    const request = httpRequest({
      host: this.#hostname,
      port: this.#port,
      method,
      path,
      headers,
      agent: fresh ? this.#freshAgent : this.#agent,
    });
    request.once('socket', (socket) => {
      if (!socket.connecting) return;
      const timer = setTimeout(() => {
        request.destroy(new ConnectTimeout(`no connection within ${this.#connectTimeoutMs} ms`));
      }, this.#connectTimeoutMs);
      const stop = () => clearTimeout(timer);
      socket.once('connect', stop);
      request.once('close', stop);
    });
    return request;
  }

  /** Ends every connection, busy ones included. */
  close(): void {
    this.#agent.destroy();
    this.#freshAgent.destroy();
  }
}
