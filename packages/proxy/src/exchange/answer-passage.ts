import type { ClientConnection } from '../connections/client-connection.js';
import type { BodyForm } from '../http/body-reader.js';
import type { RequestHead } from '../http/request-head.js';
import type { ResponseHead } from '../http/response-head.js';
import type { EndpointEvent } from '../rules/endpoint-event.js';
import { type ClientAnswer, answerText, interimText } from './answer-text.js';

const LAST_CHUNK = Buffer.from('0\r\n\r\n');
const CRLF = '\r\n';

/** What may change on the way of an answer; everything else passes as it comes. */
export interface PassageOptions {
  /** Session id in place of the upstream's. */
  readonly sessionId: string | undefined;
  /** For the stream of a legacy server, whose first event is read and perhaps rewritten. */
  readonly endpoint: EndpointEvent | undefined;
}

/** The way of one answer to its client. */
export class AnswerPassage {
  readonly #client: ClientConnection;
  readonly #request: RequestHead;
  readonly #idleTimeoutMs: number;
  #head: string | undefined;
  #framing: ClientAnswer['framing'] = 'as declared';
  /** Whether chunk framing is put around what is passed on, rather than passed on with it. */
  #addsChunks = false;
  #endpoint: EndpointEvent | undefined;
  #isBegun = false;

  constructor(client: ClientConnection, request: RequestHead, idleTimeoutMs: number) {
    this.#client = client;
    this.#request = request;
    this.#idleTimeoutMs = idleTimeoutMs;
  }

  /** Whether the client has been given an answer, or part of one. */
  get isBegun(): boolean {
    return this.#isBegun && this.#head === undefined;
  }

  /** Whether the end of the connection tells the client that the answer is whole. */
  get endsWithConnection(): boolean {
    return this.#framing === 'close';
  }

  /** The form in which the body of an answer is to be had. */
  formOf(head: ResponseHead, endpoint: EndpointEvent | undefined): BodyForm {
    const needsData = endpoint !== undefined || this.#request.minorVersion === 0;
    return head.body.by === 'chunks' && needsData ? 'data' : 'frames';
  }

  interim(head: ResponseHead): void {
    if (this.#request.minorVersion === 1) this.#client.writeHead(interimText(head), undefined);
  }

  /** The head leaves with what follows it at once, or with `flush`. */
  begin(head: ResponseHead, { sessionId, endpoint }: PassageOptions): void {
    const client = this.#client;
    this.#isBegun = true;
    this.#endpoint = endpoint;
    const isOld = this.#request.minorVersion === 0;
    this.#addsChunks = endpoint !== undefined && !isOld;
    if (this.#addsChunks) this.#framing = 'chunks';
    else if (head.body.by === 'chunks') this.#framing = isOld ? 'close' : 'chunks';
    else if (head.body.by === 'close') this.#framing = 'close';
    if (this.#framing === 'close') client.isLast = true;
    this.#head = answerText(head, {
      framing: this.#framing,
      sessionId,
      connectionLines: client.isLast
        ? 'Connection: close\r\n'
        : `Connection: keep-alive\r\nKeep-Alive: timeout=${Math.floor(this.#idleTimeoutMs / 1000)}\r\n`,
    });
  }

  /** False while the client takes no more. */
  push(piece: Buffer): boolean {
    const endpoint = this.#endpoint;
    if (endpoint === undefined) return this.#write(piece);
    const passed = endpoint.isDone ? piece : endpoint.push(piece);
    return passed.length === 0 || this.#write(passed);
  }

  flush(): void {
    const head = this.#head;
    if (head === undefined) return;
    this.#head = undefined;
    this.#client.writeHead(head, undefined);
  }

  /** The answer is whole. */
  end(): void {
    const rest = this.#endpoint?.end();
    if (rest !== undefined && rest.length > 0) this.#write(rest);
    this.flush();
    if (this.#addsChunks) this.#client.write(LAST_CHUNK);
  }

  /**
   * Ends an answer that the upstream has not ended, where the client can be told so; else the client sees it break off.
   * @param isBetweenChunks whether what was passed on with its framing ends with a whole chunk.
   */
  endEarly(isBetweenChunks: boolean): boolean {
    this.flush();
    if (this.#framing === 'close') return true;
    if (this.#framing === 'as declared' || !(this.#addsChunks || isBetweenChunks)) return false;
    this.#client.write(LAST_CHUNK);
    return true;
  }

  #write(piece: Buffer): boolean {
    const head = this.#head;
    this.#head = undefined;
    const chunk = this.#addsChunks ? asChunk(piece) : piece;
    return head === undefined ? this.#client.write(chunk) : this.#client.writeHead(head, chunk);
  }
}

function asChunk(data: Buffer): Buffer {
  const size = data.length.toString(16) + CRLF;
  const chunk = Buffer.allocUnsafe(size.length + data.length + CRLF.length);
  chunk.write(size, 'latin1');
  data.copy(chunk, size.length);
  chunk.write(CRLF, size.length + data.length, 'latin1');
  return chunk;
}
