import http from 'node:http';
import https from 'node:https';
import { HeaptideError } from '@heaptide/profile';

export interface HttpAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Uint8Array;
}

export interface HttpRequestOptions {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly signal: AbortSignal;
  /** Bound on the body. */
  readonly maxBytes: number;
  readonly agent?: http.Agent | undefined;
}

/**
 * One request without a body, on a connection of its own unless `agent` says otherwise. Unlike fetch it reaches every port, since a debug port may be
 * any.
 * @throws {HeaptideError} `HT_E_TOO_LARGE`; whatever the connection meets is thrown as it comes.
 */
export function httpRequest(
  url: URL,
  { method, signal, maxBytes, agent }: HttpRequestOptions,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const { request: begin } = url.protocol === 'https:' ? https : http;
    const request = begin(url, { method, signal, agent: agent ?? false }, (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
        chunks.push(chunk);
        if (length > maxBytes) {
          response.destroy(
            new HeaptideError('HT_E_TOO_LARGE', `${url.host} sent more than ${maxBytes} bytes`),
          );
        }
      });
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          statusText: response.statusMessage ?? '',
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
    });
    request.on('error', reject);
    request.end();
  });
}
