import { HeaptideError } from '@heaptide/agent';
import type { Server } from 'node:net';

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
