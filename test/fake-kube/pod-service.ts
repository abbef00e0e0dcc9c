import { createHash, randomBytes } from 'node:crypto';
import { type IncomingMessage, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What `/large` answers with: 4 MiB that no compression and no mix-up of pieces leaves as they are. */
const LARGE_BODY = randomBytes(4 << 20);

export interface PodService {
  readonly port: number;
  close(): Promise<void>;
}

export interface Answer {
  readonly bytes: number;
  readonly text: string;
  readonly digest: string;
}

export const LARGE_DIGEST = digestOf(LARGE_BODY);

/** An HTTP server as it may run in a pod: `/` answers `hello`, `/large` 4 MiB; what is posted, with its size. */
export async function startPodService(): Promise<PodService> {
  const server = createServer((incoming, response) => {
    if (incoming.method !== 'POST') {
      response.end(incoming.url === '/large' ? LARGE_BODY : 'hello');
      return;
    }
    let size = 0;
    incoming
      .on('data', (chunk: Buffer) => (size += chunk.length))
      .on('end', () => response.end(String(size)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** One request over a connection of its own, a POST when it has a body. Rejects after 10 s. */
export async function ask(port: number, path: string, body?: Buffer): Promise<Answer> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const method = body ? 'POST' : 'GET';
    const options = {
      host: '127.0.0.1',
      port,
      path,
      method,
      agent: false,
      signal: AbortSignal.timeout(10_000),
    };
    request(options, resolve).once('error', reject).end(body);
  });
  const chunks = await response.toArray();
  const answer = Buffer.concat(chunks as Buffer[]);
  return {
    bytes: answer.length,
    text: answer.length < 1_000 ? answer.toString() : '',
    digest: digestOf(answer),
  };
}

function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
