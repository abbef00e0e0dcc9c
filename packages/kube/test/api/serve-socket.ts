import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ServedSocket {
  readonly socketPath: string;
  readonly server: Server;
  /** How many connections have been made to it. */
  connections: number;
  close(): Promise<void>;
}

/** An HTTP server on a unix socket, as `kubectl proxy` is one. */
export async function serveSocket(listener: RequestListener): Promise<ServedSocket> {
  const directory = mkdtempSync(join(tmpdir(), 'kube-api-'));
  const socketPath = join(directory, 'api.sock');
  const server = createServer(listener);
  const served: ServedSocket = {
    socketPath,
    server,
    connections: 0,
    close: async () => {
      // Those that were upgraded too.
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      rmSync(directory, { recursive: true, force: true });
    },
  };
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    served.connections++;
    sockets.add(socket);
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  return served;
}
