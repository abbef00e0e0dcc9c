import { type Agent, type IncomingMessage, request as httpRequest } from 'node:http';

/** An answer of an MCP server under test is a few kilobytes; more is a defect, and must not fill our memory. */
const MAX_BODY_BYTES = 1 << 20;

export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly sessionId: string | undefined;
  readonly body: string;
}

export interface HttpExchange {
  readonly method: 'POST' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Where requests of a load test go, and within what bounds. */
export interface HttpTarget {
  readonly url: URL;
  readonly agent: Agent;
  /** Bounds each exchange from its first byte to its last. */
  readonly timeoutMs: number;
  /** Once aborted, no request is begun any more. */
  readonly signal?: AbortSignal | undefined;
}

/** Sends one request and reads the whole answer. Rejects on a broken connection, a timeout or too long a body. */
export function exchange(target: HttpTarget, { method, headers, body }: HttpExchange): Promise<HttpAnswer> {
  if (target.signal?.aborted === true) return Promise.reject(new Error('the run was aborted'));
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
    const request = httpRequest(target.url, {
      method,
      agent: target.agent,
      headers: { ...headers, ...length },
    });
    const timer = setTimeout(() => {
      request.destroy(new Error(`no whole answer within ${target.timeoutMs} ms`));
    }, target.timeoutMs);
    const fail = (error: Error) => {
      clearTimeout(timer);
      reject(error);
    };
    request.on('error', fail);
    request.on('response', (answer) => {
      readBody(answer, (error, text) => {
        if (error !== undefined) {
          request.destroy();
          fail(error);
          return;
        }
        clearTimeout(timer);
        resolve({
          status: answer.statusCode!,
          contentType: answer.headers['content-type'] ?? '',
          sessionId: firstValue(answer.headers['mcp-session-id']),
          body: text,
        });
      });
    });
    request.end(body);
  });
}

function readBody(answer: IncomingMessage, done: (error: Error | undefined, text: string) => void): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) {
      done(new Error(`the answer is longer than ${MAX_BODY_BYTES} bytes`), '');
    } else {
      chunks.push(chunk);
    }
  });
  answer.on('error', (error) => done(error, ''));
  answer.on('end', () => done(undefined, Buffer.concat(chunks).toString('utf8')));
}

function firstValue(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
