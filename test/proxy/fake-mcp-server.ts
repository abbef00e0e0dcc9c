import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that an MCP server was sent. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Method of the JSON-RPC message; empty without one. */
  readonly rpc: string;
}

export interface FakeMcpServerOptions {
  readonly host?: string;
  readonly port?: number;
}

/** An MCP server inside the test, which like the official ones repeats the session id on every answer but a 202. */
export class FakeMcpServer {
  readonly seen: SeenRequest[] = [];
  readonly sessions = new Set<string>();
  /** Runs before a request is answered; returns true where it has answered it. */
  intercept: ((request: SeenRequest, response: ServerResponse) => boolean) | undefined;
  port = 0;
  readonly #host: string;
  readonly #server = createServer((request, response) => this.#receive(request, response));

  constructor(host: string) {
    this.#host = host;
  }

  static async start({ host = '127.0.0.1', port = 0 }: FakeMcpServerOptions = {}): Promise<FakeMcpServer> {
    const server = new FakeMcpServer(host);
    server.#server.keepAliveTimeout = 60_000;
    await new Promise<void>((resolve, reject) => {
      server.#server.once('error', reject).listen(port, host, resolve);
    });
    server.port = (server.#server.address() as AddressInfo).port;
    return server;
  }

  get url(): string {
    return `http://${this.#host}:${this.port}/mcp`;
  }

  /** Methods of the JSON-RPC messages it was sent, and HTTP methods of requests without one. */
  methods(): string[] {
    return this.seen.map(({ rpc, method }) => (rpc === '' ? method : rpc));
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  #receive(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const { method = '', url = '', headers } = request;
      const seen = { method, url, headers, body, rpc: /"method":"([^"]*)"/.exec(body)?.[1] ?? '' };
      this.seen.push(seen);
      if (this.intercept?.(seen, response) !== true) this.#answer(seen, response);
    });
  }

  #answer({ method, headers, body, rpc }: SeenRequest, response: ServerResponse): void {
    let id = headers['mcp-session-id'] as string | undefined;
    if (rpc === 'initialize') {
      id = randomUUID();
      this.sessions.add(id);
    } else if (id !== undefined && !this.sessions.has(id)) {
      response.writeHead(404, { 'Content-Type': 'application/json' });
      response.end('{"jsonrpc":"2.0","error":{"code":-32001,"message":"Session not found"}}');
      return;
    }
    if (method === 'DELETE') {
      if (id !== undefined) this.sessions.delete(id);
      response.writeHead(200).end();
      return;
    }
    if (id !== undefined) response.setHeader('Mcp-Session-Id', id);
    if (method === 'GET') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(': open\n\n');
      return;
    }
    const requestId = /"id":("[^"]*"|\d+)/.exec(body)?.[1];
    if (requestId === undefined) response.writeHead(202).end();
    else {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(
        `{"jsonrpc":"2.0","id":${requestId},"result":{"server":${this.port},"host":"${this.#host}"}}`,
      );
    }
  }
}
