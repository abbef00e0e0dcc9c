import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { requireAccess } from './access.js';
import { HttpProblem } from './http-problem.js';
import { problemOf } from './problem-of.js';
import { isChange, isWhy, type Route, routeOf } from './routes.js';

const SERVER_LIMITS = {
  maxHeaderSize: 8 * 1024,
  headersTimeout: 5000,
  requestTimeout: 5000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 1000,
};
const MAX_CONNECTIONS = 64;
/** Longer than a full queue takes when every reading runs into its bound. */
const SOCKET_IDLE_MS = 90_000;

const TEXT = 'text/plain; charset=utf-8';

/** What is told to a client. */
export interface Answer {
  readonly headers: OutgoingHttpHeaders;
  readonly body: string | Uint8Array | Readable;
}

/** What the endpoint serves. */
export interface Profiles {
  /** The answer to anything but a HEAD; rejects with whatever {@link problemOf} knows, or another error, which is a 500. */
  answer(route: Route, signal: AbortSignal): Promise<Answer>;
}

/** Who may ask, and for what. */
export interface EndpointOptions {
  readonly profiles: Profiles;
  readonly token: string | undefined;
  /** To ask who retains, in place of the other. */
  readonly whyToken: string | undefined;
}

/** The HTTP server of the agent, not yet listening. HEAD takes no capture. */
export function createEndpoint(options: EndpointOptions): Server {
  const server = createServer(SERVER_LIMITS, (request, response) => {
    // What can still fail here is the connection, of which nobody is left to be told.
    handle(options, request, response).catch(() => response.destroy());
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.timeout = SOCKET_IDLE_MS;
  return server;
}

async function handle(
  { profiles, token, whyToken = token }: EndpointOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  let status = 200;
  let answer: Answer;
  try {
    const { method = '', url = '' } = request;
    requireAccess(request.headers, isWhy(url) ? whyToken : token, { changes: isChange(method) });
    const route = routeOf(method, url);
    if (route.kind === 'to-index') {
      throw new HttpProblem(301, 'Moved Permanently', { Location: '/debug/pprof/' });
    }
    if (method !== 'HEAD') {
      if (route.kind === 'heap' && route.seconds !== undefined) {
        request.socket.setTimeout(route.seconds * 1000 + SOCKET_IDLE_MS);
      }
      answer = await profiles.answer(route, gone.signal);
    } else answer = { headers: headersOf(route), body: '' };
  } catch (error) {
    const problem = problemOf(error);
    status = problem.status;
    answer = {
      headers: { 'Content-Type': TEXT, 'X-Go-Pprof': '1', ...problem.headers },
      body: problem.message + '\n',
    };
  }
  const { headers, body } = answer;
  response.writeHead(status, {
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    ...headers,
  });
  if (typeof body === 'string' || body instanceof Uint8Array) response.end(body);
  else await pipeline(body, response);
}

/** What comes with the body that a route asks for. */
export function headersOf(route: Route): OutgoingHttpHeaders {
  switch (route.kind) {
    case 'index':
    case 'to-index':
      return { 'Content-Type': 'text/html; charset=utf-8' };
    case 'stats':
    case 'captures':
    case 'exact-sites':
    case 'why':
      return { 'Content-Type': 'application/json' };
    case 'kept-capture':
      return file(route.id);
    case 'snapshot':
      return file('heap.heapsnapshot');
    case 'heap':
      if (route.text) return { 'Content-Type': TEXT };
      return file(route.seconds === undefined ? route.name : `${route.name}-delta`);
  }
}

/** `name` must be ours: of letters, digits, dots and hyphens. */
function file(name: string): OutgoingHttpHeaders {
  return {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename="${name}"`,
  };
}
