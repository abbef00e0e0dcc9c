import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Health {
  readonly status: 'ok';
  readonly sessions: number;
  /** Origin of the upstream; its own health is not asked for. */
  readonly upstream: string;
  readonly uptimeSeconds: number;
}

/** Whether the proxy itself answers this request. */
export function isHealthRequest(request: IncomingMessage): boolean {
  return request.method === 'GET' && /^\/health(?:\?|$)/.test(request.url!);
}

export function answerHealth(response: ServerResponse, health: Health): void {
  const body = JSON.stringify(health);
  response.writeHead(200, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
  });
  response.end(body);
}
