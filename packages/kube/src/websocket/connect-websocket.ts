import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import { KubeError } from '../kube-error.js';
import { Handshake } from './handshake.js';
import { WebSocketConnection } from './websocket-connection.js';

const CONNECT_MS = 30_000;
/** Of what is said instead of a 101. */
const MOST_WORDS = 500;

export interface ConnectWebSocketOptions {
  /** `ws://`, `wss://`, `http://` or `https://`; or `path` with `host` and `port`, or with `socketPath`. */
  readonly url?: string;
  readonly path?: string;
  readonly host?: string;
  readonly port?: number;
  readonly socketPath?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The only subprotocol offered; an answer without it is an error. */
  readonly protocol?: string;
  /** A connection to speak on, instead of one to the host. */
  readonly createConnection?: () => Duplex;
  /** Most bytes of one message that comes in. */
  readonly maxMessage: number;
  readonly signal?: AbortSignal | undefined;
  /** Until the handshake is done; 30 s by default. */
  readonly timeoutMs?: number;
}

/**
 * Opens a WebSocket.
 * @throws {KubeError} `refused`, `unreachable`, `timeout`, or `bad-answer` where something answers that is no WebSocket; the signal's reason once
 * it is aborted.
 */
export function connectWebSocket(options: ConnectWebSocketOptions): Promise<WebSocketConnection> {
  const { maxMessage, signal, timeoutMs = CONNECT_MS } = options;
  const handshake = new Handshake(options.protocol);
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const request = begin(options, handshake);
    const onAbort = () => request.destroy(signal?.reason as Error);
    const late = new KubeError('timeout', `no WebSocket within ${timeoutMs} ms`);
    const timer = setTimeout(() => request.destroy(late), timeoutMs);
    const settle = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    const fail = (error: unknown) => {
      settle();
      reject(signal?.aborted === true ? (signal.reason as Error) : asKubeError(error));
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    request.on('upgrade', ({ headers }, socket, head) => {
      try {
        handshake.check(headers);
      } catch (error) {
        socket.on('error', () => undefined).destroy();
        fail(error);
        return;
      }
      settle();
      resolve(new WebSocketConnection(socket, { head, maxMessage }));
    });
    request.on('response', (response) => void refusal(response).then(fail));
    request.on('error', fail);
    request.end();
  });
}

function begin(options: ConnectWebSocketOptions, handshake: Handshake): http.ClientRequest {
  const { path, host, port, socketPath, createConnection } = options;
  const url = options.url === undefined ? undefined : new URL(options.url);
  const place =
    url === undefined
      ? { path, host, port, socketPath }
      : { host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port, path: url.pathname + url.search };
  const isSecure = url !== undefined && /^(wss|https):$/.test(url.protocol);
  return (isSecure ? https : http).request({
    ...place,
    method: 'GET',
    headers: { ...options.headers, ...handshake.headers },
    // Node asks for a connection where there is no agent, and only then.
    ...(createConnection === undefined ? { agent: false as const } : { createConnection }),
  });
}

async function refusal(response: http.IncomingMessage): Promise<KubeError> {
  let words = '';
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      words += chunk.toString('latin1');
      if (words.length >= MOST_WORDS) break;
    }
  } catch {
    // The status says enough.
  }
  response.destroy();
  const said = words.slice(0, MOST_WORDS).trim();
  const status = `HTTP ${response.statusCode ?? 0}`;
  return new KubeError('bad-answer', `no WebSocket there: ${said === '' ? status : `${status}: ${said}`}`);
}

function asKubeError(error: unknown): KubeError {
  if (error instanceof KubeError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  const kind = code === 'ECONNREFUSED' ? 'refused' : code?.startsWith('HPE_') ? 'bad-answer' : 'unreachable';
  return new KubeError(kind, `no WebSocket: ${message}`, { cause: error });
}
