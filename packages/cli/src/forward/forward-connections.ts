import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { HeaptideError } from '@heaptide/targets';

export interface ForwardOptions {
  /** A stream to the port in the pod. */
  readonly connect: (signal: AbortSignal) => Promise<Duplex>;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Gets why a connection came to nothing, or broke. Raw text. */
  readonly onProblem: (problem: string) => void;
}

/** A port of this machine that leads into a pod. */
export interface Forward {
  readonly host: string;
  readonly port: number;
  /** Breaks all connections off. */
  close(): Promise<void>;
}

/** More at once are refused: a debug port has few clients. */
const MOST_CONNECTIONS = 128;

/**
 * Listens, and leads every connection into the pod by a stream of its own, with the back-pressure of both sides.
 * @throws {HeaptideError} `HT_E_ADDRESS_IN_USE`, `HT_E_CANNOT_LISTEN`.
 */
export async function forwardConnections(options: ForwardOptions): Promise<Forward> {
  const { host, connect, onProblem } = options;
  const ended = new AbortController();
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    void lead(socket, connect, ended.signal).catch((error: unknown) => {
      socket.destroy();
      if (!ended.signal.aborted) onProblem((error as Error).message);
    });
  });
  server.maxConnections = MOST_CONNECTIONS;
  await listen(server, options);
  return {
    host,
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        ended.abort();
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Resolves when both directions have ended; a client that goes away is no problem. */
async function lead(socket: Socket, connect: ForwardOptions['connect'], signal: AbortSignal): Promise<void> {
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  socket.once('close', leave);
  socket.once('error', leave);
  signal.addEventListener('abort', leave);
  try {
    const stream = await connect(gone.signal);
    await joined(socket, stream);
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

function joined(socket: Socket, stream: Duplex): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.pipe(stream).pipe(socket);
    stream.once('error', (error) => {
      socket.destroy();
      reject(error);
    });
    socket.once('close', () => {
      stream.destroy();
      resolve();
    });
    // An error of the socket is followed by its close.
    socket.on('error', () => undefined);
    stream.once('close', () => {
      if (!stream.readableEnded) socket.destroy();
    });
  });
}

function listen(server: Server, { host, port }: Pick<ForwardOptions, 'host' | 'port'>): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const code = error.code === 'EADDRINUSE' ? 'HT_E_ADDRESS_IN_USE' : 'HT_E_CANNOT_LISTEN';
      reject(new HeaptideError(code, `cannot listen at ${host}:${port}: ${error.message}`, { cause: error }));
    });
    server.listen({ host, port }, resolve);
  });
}
