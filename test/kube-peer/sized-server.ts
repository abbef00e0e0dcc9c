import http from 'node:http';
import type { AddressInfo } from 'node:net';

const CHUNK = Buffer.alloc(64 * 1024, 'profile ');

export interface SizedServer {
  readonly port: number;
  /** Bytes that all answers together have written. */
  written(): number;
  close(): void;
}

/** Answers `/N` with N bytes. */
export async function sizedServer(): Promise<SizedServer> {
  let written = 0;
  const server = http.createServer(({ url = '/' }, response) => {
    let left = Number(url.slice(1));
    response.setHeader('content-length', left);
    const more = () => {
      while (left > 0) {
        const chunk = CHUNK.subarray(0, left);
        left -= chunk.length;
        written += chunk.length;
        if (!response.write(chunk)) return;
      }
      response.end();
    };
    response.on('drain', more);
    more();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    written: () => written,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
