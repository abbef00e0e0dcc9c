import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import { answerError } from './error-answer.js';
import { type RequestHead, requestHead, responseHead, trailerPairs } from './headers.js';
import { HeldBody } from './held-body.js';
import { isInitialize } from './initialize-sniffer.js';
import { observeAnswer, type SessionTracker } from './session-rules.js';
import { ConnectTimeout, type Upstream } from './upstream.js';

/**
 * An upstream that closes an idle socket while a request is on its way to it shows within a round trip. A reset that
 * comes later is that of a server which may have been at work on the request.
 */
const REUSE_RACE_MS = 1_000;

/** How long a request that cannot be passed on is still received before it is answered. */
const LINGER_MS = 2_000;

const NOTHING = Buffer.alloc(0);

export interface ForwardContext extends SessionTracker {
  readonly upstream: Upstream;
  /** Open answers to GET that only the other sides end, so that a closing proxy need not wait for them. */
  readonly standingStreams: Set<ServerResponse>;
}

/** Passes one request on to the upstream and its answer back. */
export function forward(request: IncomingMessage, response: ServerResponse, context: ForwardContext): void {
  const path = originForm(request.url!);
  if (path === undefined) {
    answerError(response, 400, 'the request target is neither a path nor an http URL');
    return;
  }
  const head = requestHead(request.rawHeaders, {
    method: request.method!,
    clientAddress: request.socket.remoteAddress,
    upstreamHost: context.upstream.host,
  });
  if (head.body === 'unsupported') {
    answerError(response, 501, 'the only transfer coding that can be passed on is chunked');
    return;
  }
  if (head.sessionId !== undefined) context.sessions.touch(head.sessionId);
  new Exchange(request, response, context, { path, head }).start();
}

/** RFC 9112 section 3.2: a proxy is also sent whole URLs, of which an origin server wants the path. */
function originForm(target: string): string | undefined {
  if (target.startsWith('/') || target === '*') return target;
  const rest = /^https?:\/\/[^/?#]+(.*)$/i.exec(target)?.[1];
  if (rest === undefined) return undefined;
  return rest.startsWith('/') ? rest : `/${rest}`;
}

class Exchange {
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #context: ForwardContext;
  readonly #path: string;
  readonly #head: RequestHead;
  readonly #held = new HeldBody();
  #upstream: ClientRequest | undefined;
  #answer: IncomingMessage | undefined;
  #bodyEnded = false;

  constructor(
    request: IncomingMessage,
    response: ServerResponse,
    context: ForwardContext,
    target: { readonly path: string; readonly head: RequestHead },
  ) {
    this.#request = request;
    this.#response = response;
    this.#context = context;
    this.#path = target.path;
    this.#head = target.head;
  }

  start(): void {
    this.#response.on('close', () => this.#finish());
    this.#response.on('error', () => this.#finish());
    this.#response.on('drain', () => this.#answer?.resume());
    this.#bodyEnded = this.#head.body === 'none';
    this.#send({ fresh: false });
    if (!this.#bodyEnded) this.#passBody();
  }

  #passBody(): void {
    this.#request.on('data', (chunk: Buffer) => {
      if (this.#answer === undefined) this.#held.push(chunk);
      if (this.#upstream?.write(chunk) === false) this.#request.pause();
    });
    this.#request.on('end', () => {
      this.#bodyEnded = true;
      this.#endUpstreamBody();
    });
  }

  #send({ fresh }: { readonly fresh: boolean }): void {
    const sentAt = performance.now();
    const upstream = this.#context.upstream.request({
      method: this.#request.method!,
      path: this.#path,
      headers: this.#head.headers,
      fresh,
    });
    this.#upstream = upstream;
    let bytesBefore = 0;
    upstream.on('socket', (socket) => {
      bytesBefore = socket.bytesRead;
    });
    upstream.on('drain', () => this.#request.resume());
    upstream.on('information', (information) => this.#passInformation(information.statusCode));
    upstream.on('response', (answer) => this.#passAnswer(answer));
    upstream.on('error', (error: NodeJS.ErrnoException) => {
      if (this.#upstream !== upstream || this.#answer !== undefined) return;
      const lostRace =
        upstream.reusedSocket &&
        (error.code === 'ECONNRESET' || error.code === 'EPIPE') &&
        upstream.socket?.bytesRead === bytesBefore &&
        performance.now() - sentAt < REUSE_RACE_MS;
      if (lostRace && this.#held.intact) {
        this.#send({ fresh: true });
        this.#request.resume();
      } else {
        this.#fail(error);
      }
    });
    for (const chunk of this.#held.chunks) upstream.write(chunk);
    if (this.#bodyEnded) this.#endUpstreamBody();
  }

  #endUpstreamBody(): void {
    if (this.#request.rawTrailers.length > 0 && this.#head.body === 'chunked') {
      this.#upstream?.addTrailers(trailerPairs(this.#request.rawTrailers));
    }
    this.#upstream?.end();
  }

  #passInformation(status: number): void {
    if (this.#request.httpVersion !== '1.1' || this.#response.headersSent) return;
    if (status === 100) this.#response.writeContinue();
    else if (status === 102) this.#response.writeProcessing();
  }

  #passAnswer(answer: IncomingMessage): void {
    const response = this.#response;
    const status = answer.statusCode!;
    const hasBody = this.#request.method !== 'HEAD' && status !== 204 && status !== 304;
    const head = responseHead(answer.rawHeaders, {
      canChunk: hasBody && this.#request.httpVersion === '1.1',
    });
    this.#answer = answer;
    this.#noteAnswer(status, head.sessionId, head.isEventStream && hasBody);

    answer.on('data', (chunk: Buffer) => {
      if (!response.write(chunk)) answer.pause();
    });
    answer.on('end', () => {
      if (head.trailers && answer.rawTrailers.length > 0) {
        response.addTrailers(trailerPairs(answer.rawTrailers));
      }
      response.end();
    });
    answer.on('error', () => response.destroy());

    // The head leaves at the end of this turn of the event loop at the latest, with the body that came along with it.
    // Not by flushHeaders: that one sends UTF-8, and header bytes beyond ASCII would change.
    const { socket } = response;
    socket?.cork();
    response.writeHead(status, answer.statusMessage, head.headers);
    response.write(NOTHING);
    setImmediate(() => socket?.uncork());
  }

  #noteAnswer(status: number, answerId: string | undefined, isStream: boolean): void {
    const { method } = this.#request;
    const { sessions, standingStreams } = this.#context;
    const sessionId = observeAnswer(
      this.#context,
      {
        method: method!,
        sessionId: this.#head.sessionId,
        isInitialize: () => isInitialize(this.#held.prefix()),
      },
      { status, sessionId: answerId },
    );
    this.#held.release();
    if (!isStream) return;
    const session = sessionId === undefined ? undefined : sessions.openStream(sessionId);
    if (session !== undefined) this.#response.once('close', () => sessions.closeStream(session));
    if (method === 'GET') {
      standingStreams.add(this.#response);
      this.#response.once('close', () => standingStreams.delete(this.#response));
    }
  }

  #fail(error: Error): void {
    this.#detach();
    const response = this.#response;
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'ECONNREFUSED' ? 'connection refused' : (code ?? error.message);
    const answer = () => {
      if (response.headersSent) return;
      const status = error instanceof ConnectTimeout ? 504 : 502;
      answerError(response, status, `upstream ${this.#context.upstream.origin}: ${reason}`);
    };
    if (this.#bodyEnded) {
      answer();
      return;
    }
    // A client that is cut off while it sends may never read the answer.
    const timer = setTimeout(answer, LINGER_MS);
    this.#request.once('end', answer);
    response.once('close', () => clearTimeout(timer));
  }

  /** The client has its answer, or has gone: the upstream need not go on. */
  #finish(): void {
    const upstream = this.#upstream;
    this.#detach();
    // A socket that is done with stays in the pool.
    if (upstream?.writableFinished !== true || this.#answer?.readableEnded !== true) upstream?.destroy();
  }

  #detach(): void {
    this.#upstream = undefined;
    this.#held.release();
    // What the client still sends of its body has nowhere to go.
    if (!this.#request.complete) this.#request.resume();
  }
}
