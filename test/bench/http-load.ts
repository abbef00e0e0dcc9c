import { connect, type Socket } from 'node:net';

const CONNECT_TIMEOUT_MS = 5000;
const TICK_MS = 1;

/** How many requests to send, and how fast. */
export interface LoadPlan {
  readonly requests: number;
  /** Requests a second; as fast as the server answers when absent. */
  readonly perSecond?: number;
  /** Bound of the whole run. */
  readonly timeoutMs?: number;
}

/**
 * Keep-alive connections to one HTTP server, each with one request in flight at most; one `run` at a time. Cheap on
 * purpose, so that the server is the one that is busy: an answer ends after as many bytes as the first one had, so all
 * answers to the URL must be equally long.
 */
export class HttpLoad {
  readonly #connections: readonly Connection[];

  private constructor(connections: readonly Connection[]) {
    this.#connections = connections;
  }

  static async open(url: URL, connections: number): Promise<HttpLoad> {
    return new HttpLoad(await Promise.all(Array.from({ length: connections }, () => Connection.open(url))));
  }

  /** Sends all requests and waits for their answers. @throws {Error} when one fails or the bound is reached. */
  async run({ requests, perSecond = Infinity, timeoutMs = 60_000 }: LoadPlan): Promise<void> {
    const idle = [...this.#connections];
    const began = performance.now();
    let sent = 0;
    let answered = 0;
    let tick: NodeJS.Timeout | undefined;
    let bound: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        const due = (): number => Math.min(requests, ((performance.now() - began) / 1000) * perSecond);
        const sendDue = (): void => {
          for (const limit = due(); sent < limit;) {
            const connection = idle.pop();
            if (connection === undefined) return;
            sent++;
            connection.request(() => {
              answered++;
              idle.push(connection);
              if (answered === requests) resolve();
              else if (tick === undefined) sendDue();
            }, reject);
          }
        };
        bound = setTimeout(
          () => reject(new Error(`${answered} of ${requests} answers in ${timeoutMs} ms`)),
          timeoutMs,
        );
        if (perSecond !== Infinity) tick = setInterval(sendDue, TICK_MS);
        sendDue();
      });
    } finally {
      clearInterval(tick);
      clearTimeout(bound);
    }
  }

  close(): void {
    for (const connection of this.#connections) connection.close();
  }
}

class Connection {
  readonly #socket: Socket;
  readonly #text: string;
  #answerLength: number | undefined;
  #received = 0;
  #answered: (() => void) | undefined;
  #failed: ((error: Error) => void) | undefined;

  private constructor(socket: Socket, url: URL) {
    this.#socket = socket;
    this.#text = `GET ${url.pathname} HTTP/1.1\r\nHost: ${url.host}\r\n\r\n`;
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('error', (error) => this.#failed?.(error));
    socket.on('close', () => this.#failed?.(new Error('the server closed a connection')));
  }

  static open(url: URL): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true });
      socket.setTimeout(CONNECT_TIMEOUT_MS, () => socket.destroy(new Error(`${url.host} does not answer`)));
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.setTimeout(0);
        socket.off('error', reject);
        resolve(new Connection(socket, url));
      });
    });
  }

  request(answered: () => void, failed: (error: Error) => void): void {
    this.#answered = answered;
    this.#failed = failed;
    this.#socket.write(this.#text);
  }

  close(): void {
    this.#failed = undefined;
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    this.#answerLength ??= answerLength(chunk);
    this.#received += chunk.length;
    if (this.#received < this.#answerLength) return;
    const whole = this.#received === this.#answerLength;
    this.#received = 0;
    if (whole) this.#answered?.();
    else this.#failed?.(new Error(`not the answer that was expected: ${chunk.toString('latin1', 0, 200)}`));
  }
}

/** Of the answer that begins with this chunk, which must hold the whole head; 0 when it is not a good one. */
function answerLength(chunk: Buffer): number {
  const head = /^HTTP\/1\.1 200 [^]*?\r\n\r\n/.exec(chunk.toString('latin1'))?.[0] ?? '';
  const body = /^content-length: (\d+)\r$/im.exec(head)?.[1];
  return body === undefined ? 0 : head.length + Number(body);
}
