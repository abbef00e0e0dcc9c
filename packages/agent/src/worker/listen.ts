import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ListenSettings } from '../reading/worker-protocol.js';

const MAX_PORT = 65_535;

/**
 * Has `server` listen on the first free one of the ports, and gives it. What a process has taken the next one finds in
 * use, so several processes that were told the same address get one port each.
 * @throws the system's error, `EADDRINUSE` where all are in use.
 */
export async function listen(server: Server, { host, port, tries }: ListenSettings): Promise<number> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await listenOn(server, host, port + attempt);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const last = attempt + 1 >= tries || port + attempt >= MAX_PORT;
      if (code !== 'EADDRINUSE' || last) throw error;
    }
  }
}

function listenOn(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
