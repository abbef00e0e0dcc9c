import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Deadlines } from './deadlines.js';
import { UpstreamConnection } from './upstream-connection.js';
import type { UpstreamOrigin } from './upstream-origin.js';

/** Idle connections kept for reuse; as many as were busy at once are kept, up to here. */
const MAX_IDLE = 256;
/**
 * How long an idle connection is kept whose upstream announces nothing. Servers close theirs after 5 s and more; one that
 * is closed just when a request is on its way costs that request.
 */
const IDLE_MS = 4_000;
/** Kept for so much less than the upstream announces. */
const IDLE_MARGIN_MS = 1_000;
/** Idle time before TCP probes whether a silent upstream still lives. */
const TCP_KEEP_ALIVE_MS = 30_000;

/** No connection to the upstream came about. */
export interface ConnectFailure {
  readonly reason: string;
  readonly timedOut: boolean;
}

export interface ConnectionWaiter {
  onConnection(connection: UpstreamConnection): void;
  onConnectFailure(failure: ConnectFailure): void;
}

export interface Wanted {
  /** `address:port` that it must lead to; any address of the upstream by default. */
  readonly address?: string | undefined;
  /** Do not take an idle one. */
  readonly fresh?: boolean;
}

export interface UpstreamPoolOptions {
  readonly connectTimeoutMs: number;
  readonly deadlines: Deadlines;
  /** How its name is resolved; by default as the system does. */
  readonly lookup?: LookupFunction | undefined;
}

/** The connections to one upstream, of which the last used is used first. */
export class UpstreamPool {
  readonly origin: UpstreamOrigin;
  readonly #connectTimeoutMs: number;
  readonly #deadlines: Deadlines;
  readonly #lookup: LookupFunction | undefined;
  readonly #open = new Set<UpstreamConnection>();
  readonly #connecting = new Set<Socket>();
  /** The last one was used last. */
  readonly #idle: UpstreamConnection[] = [];

  constructor(origin: UpstreamOrigin, { connectTimeoutMs, deadlines, lookup }: UpstreamPoolOptions) {
    this.origin = origin;
    this.#connectTimeoutMs = connectTimeoutMs;
    this.#deadlines = deadlines;
    this.#lookup = lookup;
  }

  get open(): number {
    return this.#open.size;
  }

  /** Hands a connection to `waiter`, at once where one is idle, or says why there is none. */
  acquire({ address, fresh = false }: Wanted, waiter: ConnectionWaiter): void {
    const idle = fresh ? undefined : this.#takeIdle(address);
    if (idle === undefined) this.#connect(address, waiter);
    else waiter.onConnection(idle);
  }

  /** Takes back a connection that was acquired and not used. */
  release(connection: UpstreamConnection): void {
    if (this.#idle.length >= MAX_IDLE) {
      connection.destroy();
      return;
    }
    const announced = connection.announcedIdleMs;
    const keptMs = announced === undefined ? IDLE_MS : Math.max(IDLE_MARGIN_MS, announced - IDLE_MARGIN_MS);
    connection.deadline = performance.now() + keptMs;
    this.#idle.push(connection);
  }

  /** Whether `address` is one that this upstream may have: an IP address and the upstream's own port. */
  couldBe(address: string): boolean {
    const { host, port } = endpointOf(address);
    return port === this.origin.port && isIP(host) !== 0;
  }

  /** Ends every connection, busy ones included. */
  close(): void {
    for (const socket of this.#connecting) socket.destroy();
    for (const connection of this.#open) connection.destroy();
  }

  #takeIdle(address: string | undefined): UpstreamConnection | undefined {
    const last = this.#idle.at(-1);
    if (last === undefined) return undefined;
    if (address === undefined || last.address === address) return this.#idle.pop();
    const index = this.#idle.findLastIndex((each) => each.address === address);
    return index === -1 ? undefined : this.#idle.splice(index, 1)[0];
  }

  #connect(address: string | undefined, waiter: ConnectionWaiter): void {
    const socket = this.#openSocket(address);
    const connected = this.origin.scheme === 'https' ? 'secureConnect' : 'connect';
    this.#connecting.add(socket);
    const settle = () => {
      clearTimeout(timer);
      this.#connecting.delete(socket);
      socket.off('error', onError).off('close', onClose).off(connected, onConnect);
    };
    const fail = (failure: ConnectFailure) => {
      settle();
      socket.on('error', () => undefined);
      socket.destroy();
      waiter.onConnectFailure(failure);
    };
    const onError = (error: NodeJS.ErrnoException) =>
      fail({ reason: reasonOf(error), timedOut: error.code === 'ETIMEDOUT' });
    const onClose = () => fail({ reason: 'connection closed', timedOut: false });
    const onConnect = () => {
      settle();
      waiter.onConnection(this.#adopt(socket));
    };
    const onTimeout = () =>
      fail({ reason: `no connection within ${this.#connectTimeoutMs} ms`, timedOut: true });
    const timer = setTimeout(onTimeout, this.#connectTimeoutMs);
    socket.once('error', onError).once('close', onClose).once(connected, onConnect);
  }

  #openSocket(address: string | undefined): Socket {
    const { hostname, port, scheme } = this.origin;
    const target = address === undefined ? { host: hostname, port } : endpointOf(address);
    const options = {
      ...target,
      ...(this.#lookup === undefined ? {} : { lookup: this.#lookup }),
      autoSelectFamily: true,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: TCP_KEEP_ALIVE_MS,
    };
    if (scheme === 'http') return connectTcp(options);
    const servername = isIP(hostname) === 0 ? { servername: hostname } : {};
    return connectTls({ ...options, ...servername, ALPNProtocols: ['http/1.1'] });
  }

  #adopt(socket: Socket): UpstreamConnection {
    const connection = new UpstreamConnection(socket, {
      onIdle: (each) => this.release(each),
      onClosed: (each) => this.#forget(each),
    });
    this.#open.add(connection);
    this.#deadlines.add(connection);
    return connection;
  }

  #forget(connection: UpstreamConnection): void {
    this.#open.delete(connection);
    this.#deadlines.remove(connection);
    const index = this.#idle.indexOf(connection);
    if (index !== -1) this.#idle.splice(index, 1);
  }
}

function endpointOf(address: string): { readonly host: string; readonly port: number } {
  const colon = address.lastIndexOf(':');
  return { host: address.slice(0, colon), port: Number(address.slice(colon + 1)) };
}

function reasonOf(error: NodeJS.ErrnoException): string {
  // A host name with several addresses fails with one error for each of them.
  const first = error instanceof AggregateError ? (error.errors[0] as NodeJS.ErrnoException) : error;
  return first.code === 'ECONNREFUSED' ? 'connection refused' : (first.code ?? first.message);
}
