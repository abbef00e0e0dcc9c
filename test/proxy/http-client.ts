import { type IncomingHttpHeaders, request as httpRequest } from 'node:http';
import { connect } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly reason: string;
  readonly headers: IncomingHttpHeaders;
  /** Flat `name, value` list, as it came. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  readonly trailers: Readonly<Record<string, string | undefined>>;
}

export interface Sending {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>> | readonly string[];
  /** Parts are sent one by one, so that a body without Content-Length goes out chunked. */
  readonly body?: readonly (string | Buffer)[];
}

/** Sends one request on a connection of its own. */
export function send(
  url: string | URL,
  { method = 'GET', headers = {}, body = [] }: Sending = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, headers, agent: false });
    request.on('error', reject);
    request.on('response', (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode!,
          reason: answer.statusMessage!,
          headers: answer.headers,
          rawHeaders: answer.rawHeaders,
          body: Buffer.concat(chunks),
          trailers: answer.trailers,
        }),
      );
    });
    for (const part of body) request.write(part);
    request.end();
  });
}

/** Sends `text` as it is and returns what comes back until the other side closes, or nothing has come for 300 ms. */
export function sendRaw(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let received = '';
    socket.setTimeout(300, () => socket.destroy());
    socket.on('data', (chunk) => (received += chunk.toString('latin1')));
    socket.on('error', reject);
    socket.on('close', () => resolve(received));
    socket.write(text, 'latin1');
  });
}
