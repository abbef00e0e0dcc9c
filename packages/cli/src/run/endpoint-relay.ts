import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as httpRequest,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AgentProcess } from './agent-process.js';
import type { ProgramProcesses } from './program-processes.js';

/** A program that is being restarted has so long to come up again, before whoever asks hears that nobody is there. */
const HOLD_MS = 10_000;
const MOST_BODY = 1 << 16;
/** What is cut off may be so since the program has ended, which shows a moment later. */
const END_SHOWS_WITHIN_MS = 500;

export interface RelayOptions {
  /** How long a request waits for a process that answers. */
  readonly holdMs?: number;
}

/** One endpoint for a program whose processes come and go: each request is handed to the one that is watched then. */
export class EndpointRelay {
  /** `/debug/heap` of the process that is watched. */
  readonly url: string;
  readonly #server: Server;
  readonly #processes: Pick<ProgramProcesses, 'until'>;
  readonly #holdMs: number;
  readonly #host: string;

  private constructor(
    server: Server,
    processes: Pick<ProgramProcesses, 'until'>,
    { holdMs = HOLD_MS }: RelayOptions,
  ) {
    this.#server = server;
    this.#holdMs = holdMs;
    this.#processes = processes;
    this.#host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.url = `http://${this.#host}/debug/heap`;
    server.on('request', (request, response) => void this.#handle(request, response));
  }

  static async start(
    processes: Pick<ProgramProcesses, 'until'>,
    options: RelayOptions = {},
  ): Promise<EndpointRelay> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(0, '127.0.0.1', resolve);
    });
    return new EndpointRelay(server, processes, options);
  }

  /** Ends all that is under way. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // The agent does not hear of another name, by which a page in a browser would have come here.
    if (request.headers.host !== this.#host) {
      refuse(response, 403, 'this endpoint has another name');
      return;
    }
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const ends = AbortSignal.any([gone.signal, AbortSignal.timeout(this.#holdMs)]);
    try {
      const body = await readBody(request);
      if (body === undefined) {
        refuse(response, 413, `a request has ${MOST_BODY} bytes at most`);
        return;
      }
      const answer = await this.#answer({ request, body, gone: gone.signal }, ends);
      response.writeHead(answer.statusCode ?? 502, answer.statusMessage, answer.headers);
      answer
        .once('error', () => undefined)
        .once('close', () => void cutShort(answer, response))
        .pipe(response);
    } catch (error) {
      if (gone.signal.aborted) return;
      refuse(response, 503, ends.aborted ? 'no process of the program answers' : (error as Error).message);
    }
  }

  /** The head of the answer, of the next process when one is gone. */
  async #answer(asked: Asked, ends: AbortSignal): Promise<IncomingMessage> {
    const target = await this.#processes.until(ends);
    try {
      return await ask(target, asked);
    } catch {
      await this.#processes.until(ends, target);
      return this.#answer(asked, ends);
    }
  }
}

interface Asked {
  readonly request: IncomingMessage;
  readonly body: Buffer;
  /** Aborted when nobody waits for the answer any more. */
  readonly gone: AbortSignal;
}

function ask({ url }: Pick<AgentProcess, 'url'>, { request, body, gone }: Asked): Promise<IncomingMessage> {
  const { method, url: path } = request;
  const { hostname: host, port } = url;
  const headers: OutgoingHttpHeaders = { ...request.headers, host: url.host };
  // It is whole now.
  delete headers['transfer-encoding'];
  if (body.length > 0) headers['content-length'] = body.length;
  return new Promise((resolve, reject) => {
    const options = { host, port, path, method, headers, agent: false, signal: gone };
    httpRequest(options, resolve).once('error', reject).end(body);
  });
}

/** `undefined` when it is too long. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MOST_BODY) return undefined;
  }
  return Buffer.concat(chunks);
}

async function cutShort(answer: IncomingMessage, response: ServerResponse): Promise<void> {
  if (answer.complete) return;
  await sleep(END_SHOWS_WITHIN_MS);
  response.destroy();
}

/** As the agent says what is meant for people. */
function refuse(response: ServerResponse, status: number, reason: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'x-go-pprof': '1' });
  response.end(`${reason}\n`);
}
