import type { ServerResponse } from 'node:http';

/** The range that JSON-RPC leaves to implementations. */
const SERVER_ERROR = -32000;

/**
 * Answers in the upstream's place. The body is a JSON-RPC error without an id, since the request was not parsed:
 * strict clients refuse `"id": null`.
 */
export function answerError(response: ServerResponse, status: number, message: string): void {
  const body = JSON.stringify({ jsonrpc: '2.0', error: { code: SERVER_ERROR, message } });
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
  });
  response.end(body);
}
