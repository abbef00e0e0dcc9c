import type { Duplex } from 'node:stream';
import { KubeError } from '../kube-error.js';
import { SpdySession } from '../spdy/spdy-session.js';
import { Handshake } from '../websocket/handshake.js';
import { WebSocketByteStream } from '../websocket/websocket-byte-stream.js';
import { WebSocketConnection } from '../websocket/websocket-connection.js';
import { type UpgradePath, UpgradeRefused } from './upgrade-path.js';

const PROTOCOL = 'portforward.k8s.io';
/** The same session in the messages of a WebSocket; what kubectl 1.31 and later try first. */
const WEBSOCKET_PROTOCOL = `SPDY/3.1+${PROTOCOL}`;
/** Longer than what any API server puts into one. */
const MAX_MESSAGE = 16 * 1024 * 1024;
/** For the answer to the first ping. */
const PROOF_MS = 5_000;

/** With these, what stands in the way does not know SPDY; the WebSocket may get through. */
const WORTH_ANOTHER_WAY: ReadonlySet<number> = new Set([400, 403, 405, 501]);

export type TunnelTransport = 'spdy' | 'websocket';

export interface DialOptions {
  readonly upgrade: UpgradePath;
  readonly namespace: string;
  readonly pod: string;
  readonly signal: AbortSignal;
}

export interface Dialled {
  readonly session: SpdySession;
  readonly transport: TunnelTransport;
}

/** A session by the given transport. @throws {KubeError} */
export async function dialSession(transport: TunnelTransport, options: DialOptions): Promise<SpdySession> {
  return transport === 'spdy' ? await dialSpdy(options) : await dialWebSocket(options);
}

/**
 * By SPDY, else by the WebSocket where SPDY is refused as such or the connection breaks at once.
 * @throws {KubeError} What happened first, where neither leads there.
 */
export async function dialEither(options: DialOptions): Promise<Dialled> {
  let first: unknown;
  try {
    return { session: await prove(await dialSpdy(options), options.signal), transport: 'spdy' };
  } catch (error) {
    if (!isWorthAnotherWay(error) || options.signal.aborted) throw error;
    first = error;
  }
  try {
    return { session: await dialWebSocket(options), transport: 'websocket' };
  } catch {
    throw first;
  }
}

function isWorthAnotherWay(error: unknown): boolean {
  if (error instanceof UpgradeRefused) return WORTH_ANOTHER_WAY.has(error.status);
  if (!(error instanceof KubeError)) return false;
  const { code } = (error.cause ?? {}) as NodeJS.ErrnoException;
  return error.kind === 'tunnel-ended' || error.kind === 'bad-answer' || code === 'ECONNRESET';
}

async function dialSpdy(options: DialOptions): Promise<SpdySession> {
  const { upgrade, signal } = options;
  const { socket, head, headers } = await upgrade.request({
    method: 'POST',
    path: forwardPath(options),
    headers: { connection: 'Upgrade', upgrade: 'SPDY/3.1', 'x-stream-protocol-version': PROTOCOL },
    signal,
  });
  const spoken = headers['x-stream-protocol-version'];
  if (headers.upgrade?.toLowerCase() !== 'spdy/3.1' || (spoken !== undefined && spoken !== PROTOCOL))
    throw giveUp(
      socket,
      new KubeError('bad-answer', 'the API server speaks another protocol than asked for'),
    );
  return new SpdySession(socket, { head });
}

async function dialWebSocket(options: DialOptions): Promise<SpdySession> {
  const { upgrade, signal } = options;
  const handshake = new Handshake(WEBSOCKET_PROTOCOL);
  const path = forwardPath(options);
  const { socket, head, headers } = await upgrade.request({
    method: 'GET',
    path,
    headers: handshake.headers,
    signal,
  });
  try {
    handshake.check(headers);
  } catch (error) {
    throw giveUp(socket, error);
  }
  const connection = new WebSocketConnection(socket, { head, maxMessage: MAX_MESSAGE });
  return new SpdySession(new WebSocketByteStream(connection));
}

function forwardPath({ namespace, pod }: DialOptions): string {
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/portforward`;
}

/** Something between may say yes to the upgrade and yet carry nothing. */
async function prove(session: SpdySession, signal: AbortSignal): Promise<SpdySession> {
  const late = new KubeError('tunnel-ended', `the tunnel carried nothing within ${PROOF_MS} ms`);
  const timer = setTimeout(() => session.destroy(late), PROOF_MS);
  const onAbort = () => session.destroy();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    await session.ping();
    return session;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

function giveUp(socket: Duplex, error: unknown): unknown {
  socket.on('error', () => undefined).destroy();
  return error;
}
