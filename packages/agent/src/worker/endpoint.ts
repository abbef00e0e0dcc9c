import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { HeapCaptures } from './heap-captures.js';
import { HttpProblem } from './http-problem.js';
import { isLoopbackHostHeader } from './loopback.js';
import { MainThreadSilent, ReadingFailed } from './main-link.js';
import { QueueFull } from './one-at-a-time.js';
import { PROFILE_INDEX } from './profile-index.js';
import { type Route, routeOf } from './routes.js';

const SERVER_LIMITS = {
  maxHeaderSize: 8 * 1024,
  headersTimeout: 5000,
  requestTimeout: 5000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 1000,
};
const MAX_CONNECTIONS = 32;
/** Longer than a full queue takes when every reading runs into its bound. */
const SOCKET_IDLE_MS = 90_000;

interface Answer {
  readonly headers: OutgoingHttpHeaders;
  readonly body: string | Uint8Array;
}

/** The HTTP server of the agent, not yet listening. It answers GET and HEAD; HEAD takes no capture. */
export function createEndpoint(captures: HeapCaptures): Server {
  const server = createServer(SERVER_LIMITS, (request, response) => void handle(captures, request, response));
  server.maxConnections = MAX_CONNECTIONS;
  server.timeout = SOCKET_IDLE_MS;
  return server;
}

async function handle(
  captures: HeapCaptures,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  let status = 200;
  let answer: Answer;
  try {
    refuseStrangers(request);
    const route = routeOf(request.method ?? '', request.url ?? '');
    answer = { headers: headersOf(route), body: '' };
    if (request.method === 'GET') answer = { ...answer, body: await bodyOf(captures, route, gone.signal) };
  } catch (error) {
    const problem = problemOf(error);
    status = problem.status;
    answer = {
      headers: { 'Content-Type': TEXT, 'X-Go-Pprof': '1', ...problem.headers },
      body: problem.message + '\n',
    };
  }
  response.writeHead(status, {
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    ...answer.headers,
  });
  response.end(answer.body);
}

/** A browser sends the name it looked up as Host, and tells when a page of another site asks. */
function refuseStrangers({ headers }: IncomingMessage): void {
  const { host } = headers;
  if (host !== undefined && !isLoopbackHostHeader(host)) {
    throw new HttpProblem(403, 'the Host header does not name a loopback address');
  }
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'none' && site !== 'same-origin') {
    throw new HttpProblem(403, 'pages of other sites may not ask for profiles');
  }
}

const TEXT = 'text/plain; charset=utf-8';

function headersOf(route: Route): OutgoingHttpHeaders {
  switch (route.kind) {
    case 'index':
      return { 'Content-Type': 'text/html; charset=utf-8' };
    case 'stats':
      return { 'Content-Type': 'application/json' };
    case 'heap':
      if (route.text) return { 'Content-Type': TEXT };
      return {
        'Content-Type': 'application/octet-stream',
        'Content-Disposition': 'attachment; filename="heap"',
      };
  }
}

async function bodyOf(
  captures: HeapCaptures,
  route: Route,
  signal: AbortSignal,
): Promise<string | Uint8Array> {
  switch (route.kind) {
    case 'index':
      return PROFILE_INDEX;
    case 'stats':
      return captures.stats(signal);
    case 'heap':
      return route.text ? captures.text(route, signal) : captures.pprof(route, signal);
  }
}

function problemOf(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof QueueFull) {
    return new HttpProblem(429, 'too many captures are waiting', { 'Retry-After': '1' });
  }
  if (error instanceof MainThreadSilent) return new HttpProblem(504, error.message);
  if (error instanceof ReadingFailed) return new HttpProblem(503, error.message);
  return new HttpProblem(
    500,
    `cannot take a capture: ${error instanceof Error ? error.message : String(error)}`,
  );
}
