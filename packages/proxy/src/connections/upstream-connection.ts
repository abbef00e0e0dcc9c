import type { Socket } from 'node:net';
import { type BodyForm, type BodyReader, readerOf } from '../http/body-reader.js';
import { HeadBuffer } from '../http/head-buffer.js';
import { parseResponseHead, type ResponseHead } from '../http/response-head.js';
import type { Bounded } from './deadlines.js';
import { writeTogether } from './write-together.js';

const MAX_HEAD_BYTES = 64 * 1024;
/** Interim answers before a final one: enough for any server, and an end to a flood of them. */
const MAX_INTERIM_ANSWERS = 32;

/** How an upstream failed a request. `byte` tells whether anything of an answer had come. */
export interface UpstreamFailure {
  readonly reason: string;
  readonly byte: boolean;
}

/** What becomes of one request on an upstream connection. After `onAnswerEnd` or `onUpstreamFailure` nothing more is called. */
export interface AnswerReceiver {
  /** An interim answer, 1xx. */
  onInterimAnswer(head: ResponseHead): void;
  /** The final answer; returns the form in which its body is wanted. */
  onAnswerHead(head: ResponseHead): BodyForm;
  onAnswerBody(piece: Buffer): void;
  /** Everything that came together has been handed on; more may be long in coming. */
  onAnswerPause(): void;
  /** The answer is whole. */
  onAnswerEnd(): void;
  onUpstreamFailure(failure: UpstreamFailure): void;
  /** More can be written. */
  onUpstreamDrain(): void;
}

export interface OutgoingRequest {
  readonly method: string;
  /** In latin1, with the empty line that ends it. */
  readonly head: string;
  /** What there is of its body, with its framing. */
  readonly body: Buffer | undefined;
}

export interface UpstreamConnectionOwner {
  /** The answer is whole and the request was sent whole: the connection can carry another. */
  onIdle(connection: UpstreamConnection): void;
  onClosed(connection: UpstreamConnection): void;
}

/** One connection to the upstream, which carries one request at a time. */
export class UpstreamConnection implements Bounded {
  /** `address:port` of the other side. */
  readonly address: string;
  deadline = Infinity;
  /** How long the upstream says that it keeps an idle connection, ms. */
  announcedIdleMs: number | undefined;
  readonly #socket: Socket;
  readonly #owner: UpstreamConnectionOwner;
  readonly #head = new HeadBuffer(MAX_HEAD_BYTES);
  readonly #passPiece = (piece: Buffer): void => this.#receiver?.onAnswerBody(piece);
  #receiver: AnswerReceiver | undefined;
  #method = '';
  #body: BodyReader | undefined;
  #keepsAlive = true;
  #requestEnded = true;
  #interimAnswers = 0;
  #gotByte = false;
  #requests = 0;

  constructor(socket: Socket, owner: UpstreamConnectionOwner) {
    this.#socket = socket;
    this.#owner = owner;
    const { remoteAddress = '', remotePort = 0 } = socket;
    this.address = `${remoteAddress}:${remotePort}`;
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('drain', () => this.#receiver?.onUpstreamDrain());
    socket.on('end', () => this.#onPeerEnd());
    socket.on('error', (error: NodeJS.ErrnoException) => this.#fail(error.code ?? error.message));
    socket.on('close', () => {
      this.#fail('connection closed');
      owner.onClosed(this);
    });
  }

  /** Whether it has carried a request before the one at hand. */
  get isReused(): boolean {
    return this.#requests > 1;
  }

  /** Whether a chunked answer could be ended where it is now. */
  get isBetweenChunks(): boolean {
    return this.#body?.isBetweenChunks ?? false;
  }

  /** Begins a request, which `endRequest` ends. The connection must be idle. False while the upstream takes no more. */
  send(request: OutgoingRequest, receiver: AnswerReceiver): boolean {
    this.#receiver = receiver;
    this.#method = request.method;
    this.#requestEnded = false;
    this.#gotByte = false;
    this.#interimAnswers = 0;
    this.#requests += 1;
    this.deadline = Infinity;
    return writeTogether(this.#socket, request.head, request.body);
  }

  /** False while the upstream takes no more; `onUpstreamDrain` follows. */
  write(piece: Buffer): boolean {
    return this.#socket.write(piece);
  }

  endRequest(): void {
    this.#requestEnded = true;
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** Closes at once. Whoever waited for an answer is not told. */
  destroy(): void {
    this.#receiver = undefined;
    this.#socket.destroy();
  }

  onDeadline(): void {
    this.destroy();
  }

  #receive(chunk: Buffer): void {
    if (this.#receiver === undefined) {
      // An answer that nobody asked for belongs to no request.
      this.destroy();
      return;
    }
    this.#gotByte = true;
    this.#take(chunk);
    this.#tellOfPause();
  }

  #tellOfPause(): void {
    this.#receiver?.onAnswerPause();
  }

  #take(chunk: Buffer): void {
    let bytes = chunk;
    while (this.#body === undefined) {
      const outcome = this.#head.push(bytes);
      if (outcome.is === 'partial') return;
      if (outcome.is !== 'whole') {
        this.#fail(`an answer with a ${outcome.is} head`);
        return;
      }
      const head = parseResponseHead(outcome.text, this.#method);
      if (typeof head === 'string') {
        this.#fail(`an answer with ${head}`);
        return;
      }
      if (!this.#takeHead(head)) return;
      bytes = outcome.rest;
    }
    this.#takeBody(bytes);
  }

  /** False where nothing more is to be read. */
  #takeHead(head: ResponseHead): boolean {
    if (head.status >= 200) {
      this.#keepsAlive = head.keepsAlive;
      if (head.keepsAlive) this.announcedIdleMs = announcedIdleMs(head);
      this.#body = readerOf(head.body, this.#receiver!.onAnswerHead(head));
    } else if (head.status === 101 || (this.#interimAnswers += 1) > MAX_INTERIM_ANSWERS) {
      this.#fail(head.status === 101 ? 'an answer that switches protocols' : 'too many interim answers');
      return false;
    } else {
      this.#receiver!.onInterimAnswer(head);
    }
    return this.#receiver !== undefined;
  }

  #takeBody(bytes: Buffer): void {
    const body = this.#body!;
    const end = body.take(bytes, 0, this.#passPiece);
    if (end === -1) {
      this.#fail(`an answer with ${body.reason}`);
    } else if (this.#receiver !== undefined && body.isWhole) {
      // What follows an answer answers nothing.
      if (end < bytes.length) this.#keepsAlive = false;
      this.#finish();
    }
  }

  #finish(): void {
    const receiver = this.#receiver!;
    const canCarryAnother = this.#keepsAlive && this.#requestEnded;
    this.#receiver = undefined;
    this.#body = undefined;
    if (!canCarryAnother) this.#socket.destroy();
    else this.#socket.resume();
    // The receiver comes first: it may have something to send on this very connection.
    if (canCarryAnother) this.#owner.onIdle(this);
    receiver.onAnswerEnd();
  }

  #onPeerEnd(): void {
    if (this.#receiver !== undefined && this.#body?.endsWithConnection === true) this.#finish();
    else this.#fail('connection closed');
  }

  #fail(reason: string): void {
    const receiver = this.#receiver;
    this.#receiver = undefined;
    this.#body = undefined;
    this.#socket.destroy();
    receiver?.onUpstreamFailure({ reason, byte: this.#gotByte });
  }
}

const KEEP_ALIVE_TIMEOUT = /(?:^|[,;\s])timeout=([0-9]{1,6})(?:$|[,;\s])/i;

function announcedIdleMs({ fields }: ResponseHead): number | undefined {
  const value = fields.first('keep-alive');
  const seconds = value === undefined ? undefined : KEEP_ALIVE_TIMEOUT.exec(value)?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}
