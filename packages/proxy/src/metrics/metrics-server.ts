import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listen } from '../connections/listen.js';
import { type Health, healthAnswer, livenessAnswer } from '../pages/health.js';
import { isLoopbackHost } from '../rules/loopback-host.js';
import type { MetricsPage } from './proxy-metrics.js';

const LIMITS = {
  requestTimeout: 5_000,
  headersTimeout: 5_000,
  keepAliveTimeout: 5_000,
  maxHeaderSize: 8_192,
};
const MAX_CONNECTIONS = 32;
const PORT = /:\d{1,5}$/;

export interface MetricsServerOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly metrics: MetricsPage;
  health(): Health;
}

export interface MetricsServer {
  /** `http://127.0.0.1:9464/metrics` */
  readonly url: string;
  /** Ends the server and its connections. */
  close(): Promise<void>;
}

/**
 * Serves `/metrics`, `/health` and `/health/live` on an address of their own, for GET and HEAD.
 * @throws {HeaptideError} `HT_E_ADDRESS_IN_USE` or `HT_E_CANNOT_LISTEN`.
 */
export async function serveMetrics({ host, port, ...pages }: MetricsServerOptions): Promise<MetricsServer> {
  const server = createServer(LIMITS, answering(pages, isLoopbackHost(host)));
  server.maxConnections = MAX_CONNECTIONS;
  await listen(server, host, port);
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}/metrics`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Page {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

const TEXT = 'text/plain; charset=utf-8';

function answering(
  { metrics, health }: Pick<MetricsServerOptions, 'metrics' | 'health'>,
  isLoopbackBound: boolean,
): RequestListener {
  const pageOf = async (path: string): Promise<Page> => {
    switch (path) {
      case '/metrics':
        return { status: 200, contentType: metrics.contentType, body: await metrics.text() };
      case '/health':
        return { contentType: 'application/json', ...healthAnswer(health()) };
      case '/health/live':
        return { contentType: 'application/json', ...livenessAnswer() };
      default:
        return { status: 404, contentType: TEXT, body: 'There is /metrics, /health and /health/live.\n' };
    }
  };
  return (request, response) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!isRead) {
      response.setHeader('Allow', 'GET, HEAD');
      send(response, { status: 405, contentType: TEXT, body: 'GET or HEAD only.\n' });
    } else if (isLoopbackBound && !isForLoopback(request)) {
      send(response, { status: 403, contentType: TEXT, body: 'Host not allowed.\n' });
    } else {
      const [path] = request.url!.split('?', 1);
      pageOf(path!).then(
        (page) => send(response, page),
        () => send(response, { status: 500, contentType: TEXT, body: 'The figures cannot be read.\n' }),
      );
    }
  };
}

/** A page of a stranger can give its own name this address (DNS rebinding), but its browser still sends that name. */
function isForLoopback({ headers: { host } }: IncomingMessage): boolean {
  return host === undefined || isLoopbackHost(host.replace(PORT, ''));
}

function send(response: ServerResponse, { status, contentType, body }: Page): void {
  response.writeHead(status, {
    'Content-Type': contentType,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(body);
}
