import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ScriptedRequest {
  /** JSON-RPC method, or the HTTP method of a request without a body. */
  readonly method: string;
  readonly sessionId: string | undefined;
  readonly message: { readonly id?: number; readonly params?: Record<string, unknown> };
}

/** Answers a request itself and returns true, or leaves it to the well-behaved server. */
export type Script = (request: ScriptedRequest, response: ServerResponse) => boolean;

export interface ScriptedServer {
  readonly url: URL;
  /** What came in, in order. */
  readonly requests: readonly ScriptedRequest[];
  /** Connections ever accepted. */
  connections(): number;
  close(): Promise<void>;
}

/** An MCP server that does everything right, but for what the script does. */
export async function startScriptedServer(script: Script = () => false): Promise<ScriptedServer> {
  const requests: ScriptedRequest[] = [];
  let sessions = 0;
  let connections = 0;
  const server = createServer((request, response) => {
    void readRequest(request).then((scripted) => {
      requests.push(scripted);
      if (!script(scripted, response)) answerRightly(scripted, response, () => `s${(sessions += 1)}`);
    });
  });
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: new URL(`http://127.0.0.1:${port}/mcp`),
    requests,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readRequest(request: IncomingMessage): Promise<ScriptedRequest> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk as string;
  const message = (body === '' ? {} : JSON.parse(body)) as ScriptedRequest['message'] & { method?: string };
  return {
    method: message.method ?? request.method!,
    sessionId: request.headers['mcp-session-id'] as string | undefined,
    message,
  };
}

function answerRightly(request: ScriptedRequest, response: ServerResponse, newId: () => string): void {
  const { method, message, sessionId } = request;
  if (method === 'DELETE') {
    response.writeHead(200, { 'Content-Length': 0 }).end();
  } else if (message.id === undefined) {
    response.writeHead(202, { 'Content-Length': 0 }).end();
  } else {
    sendResult(response, message.id, resultFor(request), sessionId ?? newId());
  }
}

function resultFor({ method, message }: ScriptedRequest): object {
  if (method === 'initialize') return { protocolVersion: '2025-06-18', capabilities: {} };
  if (method === 'tools/list') return { tools: [{ name: 'echo' }] };
  const { message: text } = message.params?.arguments as { message: string };
  return { content: [{ type: 'text', text: `Echo: ${text}` }] };
}

/** Answers 200 with a JSON-RPC result. */
export function sendResult(response: ServerResponse, id: number, result: object, sessionId?: string): void {
  response.setHeader('Content-Type', 'application/json');
  if (sessionId !== undefined) response.setHeader('Mcp-Session-Id', sessionId);
  response.end(JSON.stringify({ jsonrpc: '2.0', id, result }));
}
