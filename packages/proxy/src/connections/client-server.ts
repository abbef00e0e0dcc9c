import { createServer, type Server, type Socket } from 'node:net';
import { ClientConnection, type ClientConnectionOwner } from './client-connection.js';
import type { Peer } from './peer.js';

/** Idle time before TCP probes whether a silent client still lives: one that has vanished must not hold a stream open. */
const TCP_KEEP_ALIVE_MS = 30_000;

export interface ClientServerOptions extends Omit<ClientConnectionOwner, 'onClosed'> {
  /** Beyond it connections are closed as soon as they come. */
  readonly maxConnections: number;
  readonly peerOf: (remoteAddress: string | undefined) => Peer;
}

/** The listening side and the connections of its clients. */
export class ClientServer {
  readonly server: Server;
  readonly #options: ClientServerOptions;
  readonly #connections = new Set<ClientConnection>();
  #isClosing = false;
  #onEmpty: (() => void) | undefined;
  #turnedAway = 0;
  #cutOff = 0;

  constructor(options: ClientServerOptions) {
    this.#options = options;
    this.server = createServer(
      { noDelay: true, keepAlive: true, keepAliveInitialDelay: TCP_KEEP_ALIVE_MS, allowHalfOpen: true },
      (socket) => this.#accept(socket),
    );
    this.server.maxConnections = options.maxConnections;
    this.server.on('drop', () => (this.#turnedAway += 1));
  }

  get connections(): number {
    return this.#connections.size;
  }

  /** Connections that were closed since there were too many. */
  get turnedAway(): number {
    return this.#turnedAway;
  }

  /** Connections on which something was still at hand when the time to close them was over. */
  get cutOff(): number {
    return this.#cutOff;
  }

  /** Whether answers are the last on their connections. */
  get isClosing(): boolean {
    return this.#isClosing;
  }

  /** Takes no more connections, and closes each as soon as nothing is at hand on it; all of them after `timeoutMs`. */
  async close(timeoutMs: number): Promise<void> {
    this.#isClosing = true;
    this.server.close();
    const empty = new Promise<void>((resolve) => (this.#onEmpty = resolve));
    for (const connection of this.#connections) connection.closeWhenIdle();
    const timer = setTimeout(() => {
      this.#cutOff = this.#connections.size;
      for (const connection of this.#connections) connection.cutOff();
    }, timeoutMs);
    if (this.#connections.size > 0) await empty;
    clearTimeout(timer);
  }

  #accept(socket: Socket): void {
    const { peerOf, ...owner } = this.#options;
    const connection = new ClientConnection(socket, peerOf(socket.remoteAddress), {
      ...owner,
      onClosed: (closed) => this.#forget(closed),
    });
    this.#connections.add(connection);
  }

  #forget(connection: ClientConnection): void {
    this.#connections.delete(connection);
    if (this.#connections.size === 0) this.#onEmpty?.();
  }
}
