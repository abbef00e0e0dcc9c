import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

const CHUNK = Buffer.alloc(64 * 1024, 'profile ');

/** The program in a pod: `/N` answers with N bytes whose number is told, `/endless` never ends. */
export async function servePod(): Promise<number> {
  const server = http.createServer(({ url = '/' }, response) => {
    let left = url === '/endless' ? Infinity : Number(url.slice(1));
    if (left !== Infinity) response.setHeader('content-length', left);
    const more = () => {
      while (left > 0) {
        const chunk = CHUNK.subarray(0, left);
        left -= chunk.length;
        if (!response.write(chunk)) return;
      }
      response.end();
    };
    response.on('drain', more);
    more();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}
