import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const profiles = fileURLToPath(new URL('../../fixtures/profiles/', import.meta.url));

export interface SeriesServer {
  /** A process that answers with the captures of a recorded series, one by one, and is gone then. Each is another one. */
  url(series: 'leaky-proxy' | 'fixed-proxy'): string;
  close(): Promise<void>;
}

/** Recorded captures over HTTP, as if the processes that they are of were running now. */
export async function serveSeries(): Promise<SeriesServer> {
  const left = new Map<string, string[]>();
  const server = createServer((request, response) => {
    const file = left.get(new URL(request.url!, 'http://localhost').pathname)?.shift();
    if (file === undefined) request.socket.destroy();
    else response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (series) => {
      const path = `/${left.size}/debug/heap`;
      const names = readdirSync(`${profiles}${series}`).toSorted();
      left.set(
        path,
        names.map((name) => `${profiles}${series}/${name}`),
      );
      return `http://127.0.0.1:${port}${path}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
