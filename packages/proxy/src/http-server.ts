import { HeaptideError } from '@heaptide/agent';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';

const HEADERS_TIMEOUT_MS = 20_000;
/** Time to receive a whole request. How long an answer takes is not limited: a stream may stay open for days. */
const REQUEST_TIMEOUT_MS = 300_000;
/** Longer than the idle limit of usual load balancers, which would otherwise meet a socket that was just closed. */
const KEEP_ALIVE_TIMEOUT_MS = 75_000;
/** Idle time before TCP probes whether a silent client still lives. */
const TCP_KEEP_ALIVE_MS = 30_000;
const CLOSE_POLL_MS = 50;

/** A server with limits on requests and none on answers. */
export function createHttpServer(listener: RequestListener): Server {
  const server = createServer({
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelay: TCP_KEEP_ALIVE_MS,
    noDelay: true,
  });
  server.on('request', listener);
  // Whether a client should go on to send its body is for the upstream to say.
  server.on('checkContinue', listener);
  return server;
}

/** @throws {HeaptideError} `HT_E_ADDRESS_IN_USE` or `HT_E_CANNOT_LISTEN`. */
export function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    // Stays in place: a failed accept, as when file descriptors run out, must not end the process.
    server.on('error', (error: NodeJS.ErrnoException) => {
      const cause = { cause: error };
      reject(
        error.code === 'EADDRINUSE'
          ? new HeaptideError('HT_E_ADDRESS_IN_USE', `${host}:${port} is already in use`, cause)
          : new HeaptideError(
              'HT_E_CANNOT_LISTEN',
              `cannot listen on ${host}:${port}: ${error.message}`,
              cause,
            ),
      );
    });
    server.listen(port, host, resolve);
  });
}

/** Waits for open exchanges up to `timeoutMs`, then cuts them off; `standingStreams` are ended at once. */
export async function closeServer(
  server: Server,
  standingStreams: ReadonlySet<ServerResponse>,
  timeoutMs: number,
): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const stream of standingStreams) stream.end();
  // A connection turns idle when its exchange ends, which no event of the server tells.
  const poll = setInterval(() => server.closeIdleConnections(), CLOSE_POLL_MS);
  const deadline = setTimeout(() => server.closeAllConnections(), timeoutMs);
  await closed;
  clearInterval(poll);
  clearTimeout(deadline);
}
