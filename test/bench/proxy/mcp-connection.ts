import { connect, type Socket } from 'node:net';

const ANSWER_LIMIT_MS = 10_000;
/** Of all ids, so that all calls and all answers to them are equally long. */
const FIRST_ID = 1_000_000;
const PROTOCOL_VERSION = '2025-06-18';

const INITIALIZE = {
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: {
    protocolVersion: PROTOCOL_VERSION,
    capabilities: {},
    clientInfo: { name: 'load', version: '1.0.0' },
  },
};
const INITIALIZED = { jsonrpc: '2.0', method: 'notifications/initialized' };
const CALL = {
  method: 'tools/call',
  params: {
    name: 'search',
    arguments: { query: 'what rises and does not fall '.repeat(5).trim(), limit: 20, language: 'en' },
    _meta: { progressToken: 'a5a2e1c4-1b0c-4d3c-9a52-6f6a4f1f9f57' },
  },
};
const CALL_BEGIN = '{"jsonrpc":"2.0","id":';
const CALL_END = `,${JSON.stringify(CALL).slice(1)}`;

/**
 * One MCP session on one keep-alive connection, with one request in flight at most. Its calls are cheap on purpose, so that
 * the proxy is the one that is busy: an answer to a call ends after as many bytes as the first one had.
 */
export class McpConnection {
  readonly #socket: Socket;
  readonly #url: URL;
  #sessionId: string | undefined;
  #callHead = '';
  #calls = 0;
  #answerLength: number | undefined;
  #received = 0;
  #take: ((chunk: Buffer) => void) | undefined;
  #fail: ((error: Error) => void) | undefined;

  private constructor(socket: Socket, url: URL) {
    this.#socket = socket;
    this.#url = url;
    socket.on('data', (chunk: Buffer) => this.#take?.(chunk));
    socket.on('error', (error) => this.#fail?.(error));
    socket.on('close', () => this.#fail?.(new Error(`${url.host} closed a connection`)));
  }

  /** Connects and begins a session. @throws {Error} when that fails or takes longer than 10 s. */
  static async open(url: URL): Promise<McpConnection> {
    const connection = new McpConnection(await connectTo(url), url);
    try {
      await connection.#beginSession();
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  /** Calls a tool. Either callback is called once. */
  call(answered: () => void, failed: (error: Error) => void): void {
    this.#fail = failed;
    this.#take = (chunk) => {
      this.#answerLength ??= answerLength(chunk);
      this.#received += chunk.length;
      if (this.#received < this.#answerLength) return;
      const whole = this.#received === this.#answerLength;
      this.#received = 0;
      if (whole) answered();
      else failed(new Error(`not the answer that was expected: ${chunk.toString('latin1', 0, 200)}`));
    };
    this.#socket.write(`${this.#callHead}${CALL_BEGIN}${FIRST_ID + this.#calls++}${CALL_END}`, 'latin1');
  }

  /** Fields of a request of this session. */
  sessionFields(): Record<string, string> {
    return {
      Accept: 'application/json, text/event-stream',
      'Content-Type': 'application/json',
      ...(this.#sessionId === undefined
        ? {}
        : { 'Mcp-Session-Id': this.#sessionId, 'MCP-Protocol-Version': PROTOCOL_VERSION }),
    };
  }

  /** Has the server end the session, and disconnects. */
  async endSession(): Promise<void> {
    try {
      await this.#exchange('DELETE', '', 200);
    } finally {
      this.close();
    }
  }

  close(): void {
    this.#fail = undefined;
    this.#socket.destroy();
  }

  async #beginSession(): Promise<void> {
    const head = await this.#exchange('POST', JSON.stringify(INITIALIZE), 200);
    this.#sessionId = /^mcp-session-id: *(\S+)\r$/im.exec(head)?.[1];
    if (this.#sessionId === undefined) throw new Error(`${this.#url.host} began no session: ${head}`);
    await this.#exchange('POST', JSON.stringify(INITIALIZED), 202);
    this.#callHead = this.#head('POST', CALL_BEGIN.length + String(FIRST_ID).length + CALL_END.length);
  }

  /** Resolves to the head of the answer once all of it has come. */
  #exchange(method: string, body: string, status: number): Promise<string> {
    return new Promise((resolve, reject) => {
      let answer = '';
      this.#fail = (error) => {
        clearTimeout(timer);
        reject(error);
      };
      const timer = setTimeout(
        () => reject(new Error(`${method} was not answered with ${status} in time: ${answer.slice(0, 500)}`)),
        ANSWER_LIMIT_MS,
      );
      this.#take = (chunk) => {
        answer += chunk.toString('latin1');
        const head = headOf(answer);
        if (head === undefined || !isWhole(head, answer)) return;
        clearTimeout(timer);
        if (head.startsWith(`HTTP/1.1 ${status} `)) resolve(head);
        else reject(new Error(`${method} was not answered with ${status}: ${answer.slice(0, 500)}`));
      };
      this.#socket.write(this.#head(method, body.length) + body, 'latin1');
    });
  }

  #head(method: string, length: number): string {
    const fields = { Host: this.#url.host, 'User-Agent': 'node', ...this.sessionFields() };
    const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
    return `${method} ${this.#url.pathname} HTTP/1.1\r\n${lines.join('')}Content-Length: ${length}\r\n\r\n`;
  }
}

function connectTo(url: URL): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true });
    socket.setTimeout(ANSWER_LIMIT_MS, () => socket.destroy(new Error(`${url.host} does not answer`)));
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.off('error', reject);
      resolve(socket);
    });
  });
}

/** Of the answer to a call that begins with this chunk, which must hold the whole head; 0 when it is not a good one. */
function answerLength(chunk: Buffer): number {
  const head = headOf(chunk.toString('latin1')) ?? '';
  return head.startsWith('HTTP/1.1 200 ') ? head.length + (bodyLength(head) ?? -head.length) : 0;
}

function headOf(answer: string): string | undefined {
  const end = answer.indexOf('\r\n\r\n');
  return end === -1 ? undefined : answer.slice(0, end + 4);
}

function isWhole(head: string, answer: string): boolean {
  const length = bodyLength(head);
  return length === undefined ? answer.endsWith('\r\n0\r\n\r\n') : answer.length >= head.length + length;
}

function bodyLength(head: string): number | undefined {
  const length = /^content-length: *(\d+)\r$/im.exec(head)?.[1];
  return length === undefined ? undefined : Number(length);
}
