import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a pod holds: no compression and no mix-up of pieces leaves it as it is. */
export const CONTENT = randomBytes(64 << 20);

/** An HTTP server as it may run in a pod: `/FROM/BYTES` answers with that piece of {@link CONTENT}. */
export interface PodProgram {
  readonly port: number;
  close(): Promise<void>;
}

/** `port` 0 takes a free one. */
export async function startPodProgram(port = 0): Promise<PodProgram> {
  const server = createServer(({ url = '/0/0' }, response) => {
    const [from = 0, bytes = 0] = url.slice(1).split('/').map(Number);
    response.setHeader('content-length', bytes);
    response.end(CONTENT.subarray(from, from + bytes));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
