import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { forward, type ForwardContext } from './forward.js';
import { answerHealth, isHealthRequest } from './health.js';
import { closeServer, createHttpServer, listen } from './http-server.js';
import { checkOptions, type ProxyOptions } from './proxy-options.js';
import { DEFAULT_IDLE_TIMEOUT_MS, SessionTable } from './session-table.js';
import { Upstream } from './upstream.js';

export interface Proxy {
  /** Origin to send requests to. */
  readonly url: string;
  readonly port: number;
  readonly sessions: SessionTable;
  /**
   * Takes no more connections and waits for open exchanges, but not for standing event streams, which it ends. Whatever
   * is still open after `closeTimeoutMs` is cut off.
   */
  close(): Promise<void>;
}

/**
 * Starts a transparent proxy for MCP over streamable HTTP, which keeps a table of the sessions that pass through it.
 * @throws {HeaptideError} `HT_E_BAD_UPSTREAM`, `HT_E_BAD_OPTION`, `HT_E_ADDRESS_IN_USE` or `HT_E_CANNOT_LISTEN`.
 */
export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  const { host, connectTimeoutMs, closeTimeoutMs } = checkOptions(options);
  const { idleTimeoutMs = DEFAULT_IDLE_TIMEOUT_MS } = options;
  const sessions = options.sessionTable ?? new SessionTable({ idleTimeoutMs });
  const upstream = new Upstream(options.upstream, { connectTimeoutMs });
  const context: ForwardContext = {
    upstream,
    sessions,
    onSession: options.onSession ?? (() => undefined),
    standingStreams: new Set(),
  };
  const startedAt = performance.now();
  let closing: Promise<void> | undefined;

  const server = createHttpServer((request: IncomingMessage, response: ServerResponse) => {
    if (closing !== undefined) response.shouldKeepAlive = false;
    if (isHealthRequest(request)) {
      answerHealth(response, {
        status: 'ok',
        sessions: sessions.size,
        upstream: upstream.origin,
        uptimeSeconds: Math.floor((performance.now() - startedAt) / 1000),
      });
    } else {
      forward(request, response, context);
    }
  });
  await listen(server, host, options.port);
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    sessions,
    close() {
      closing ??= closeServer(server, context.standingStreams, closeTimeoutMs).then(() => {
        upstream.close();
        sessions.close();
      });
      return closing;
    },
  };
}
