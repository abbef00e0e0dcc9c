import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CaptureServer {
  readonly url: string;
  /** Captures that were asked for so far. */
  served(): number;
  close(): Promise<void>;
}

/** A process that answers with one file after the other, and with an error when there are no more. Listens on loopback. */
export async function serveCaptures(paths: readonly string[]): Promise<CaptureServer> {
  let served = 0;
  const server = createServer((request, response) => {
    const path = request.url?.startsWith('/debug/heap?') === true ? paths[served] : undefined;
    if (path === undefined) {
      response.writeHead(404).end();
      return;
    }
    served++;
    response.end(readFileSync(path));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    served: () => served,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
