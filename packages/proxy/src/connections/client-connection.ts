import type { Socket } from 'node:net';
import { type BodyReader, readerOf } from '../http/body-reader.js';
import { HeadBuffer } from '../http/head-buffer.js';
import { type HeadRefusal, parseRequestHead, type RequestHead } from '../http/request-head.js';
import type { Bounded, Deadlines } from './deadlines.js';
import type { Peer } from './peer.js';
import { writeTogether } from './write-together.js';

/** Bytes of requests that wait for their turn; beyond it the client is not read from. */
const MAX_WAITING_BYTES = 64 * 1024;
/** How long a client that already has its answer may go on sending before it is cut off. */
const LINGER_MS = 2_000;

const BODY_TOO_LARGE: HeadRefusal = { status: 413, reason: 'the body of the request is too large' };

/** Time limits and sizes that hold for every client. */
export interface ClientLimits {
  readonly maxHeadBytes: number;
  /** Of a request body, without chunk framing. */
  readonly maxBodyBytes: number;
  /** From the first byte of a request to the end of its head. */
  readonly headTimeoutMs: number;
  /** From the first byte of a request to its end. */
  readonly requestTimeoutMs: number;
  /** Between requests. */
  readonly idleTimeoutMs: number;
  /** While the client takes nothing of what is sent to it: it may be slow, but is not to hold an answer for ever. */
  readonly stallTimeoutMs: number;
}

/** One request as its connection hands it on. After `onRequestEnd` or `onRequestBroken` no more of its body comes. */
export interface RequestReceiver {
  /** Comes first. It may answer at once. */
  onRequest(): void;
  onRequestBody(piece: Buffer): void;
  onRequestEnd(): void;
  /** The rest of the request will not come; it is to be answered so, if at all. */
  onRequestBroken(refusal: HeadRefusal): void;
  /** More of the answer can be written. */
  onClientDrain(): void;
  /** The client is gone. Nothing more is called. */
  onClientGone(): void;
}

export interface ClientConnectionOwner {
  readonly limits: ClientLimits;
  readonly deadlines: Deadlines;
  receiverOf(head: RequestHead, connection: ClientConnection): RequestReceiver;
  /** Text of an answer to what is no request. */
  refuse(refusal: HeadRefusal): string;
  onClosed(connection: ClientConnection): void;
}

/** One connection of a client, whose requests are answered in turn. */
export class ClientConnection implements Bounded {
  deadline: number;
  /** Whether this connection ends with the answer at hand. */
  isLast = false;
  readonly peer: Peer;
  readonly #socket: Socket;
  readonly #owner: ClientConnectionOwner;
  readonly #head: HeadBuffer;
  readonly #passPiece = (piece: Buffer): void => {
    // Not even the end of a body that is too large is passed on: the upstream would take the request for whole.
    if (!this.#isBodyTooLarge()) this.#receiver?.onRequestBody(piece);
  };
  #input: Buffer | undefined;
  #isAdvancing = false;
  #receiver: RequestReceiver | undefined;
  #body: BodyReader | undefined;
  #isHeldBack = false;
  /** Whether enough of later requests waits. */
  #isInputFull = false;
  #isLingering = false;
  /** Whether it takes no more of its answer at the moment. */
  #isStalled = false;
  #isClosing = false;

  constructor(socket: Socket, peer: Peer, owner: ClientConnectionOwner) {
    this.#socket = socket;
    this.peer = peer;
    this.#owner = owner;
    this.#head = new HeadBuffer(owner.limits.maxHeadBytes);
    this.deadline = performance.now() + owner.limits.headTimeoutMs;
    owner.deadlines.add(this);
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('drain', () => {
      if (this.#isStalled) this.deadline = Infinity;
      this.#isStalled = false;
      this.#receiver?.onClientDrain();
    });
    // A client that has closed its side wants no answer: MCP takes it for the cancellation of what it asked.
    socket.on('end', () => {
      if (this.#isLingering) socket.destroySoon();
      else this.destroy();
    });
    socket.on('error', () => this.destroy());
    socket.on('close', () => {
      this.#leave();
      owner.onClosed(this);
    });
  }

  /** False while the client takes no more; `onClientDrain` follows. */
  write(piece: Buffer): boolean {
    return this.#socket.write(piece) || this.#stall();
  }

  /** Sends a head, in latin1 with the empty line that ends it, and the beginning of its body. */
  writeHead(head: string, body: Buffer | undefined): boolean {
    return writeTogether(this.#socket, head, body) || this.#stall();
  }

  /** Stops reading the body of the request at hand. */
  holdBack(): void {
    this.#isHeldBack = true;
    this.#socket.pause();
  }

  readOn(): void {
    if (!this.#isHeldBack) return;
    this.#isHeldBack = false;
    if (!this.#isInputFull) this.#socket.resume();
  }

  /** The answer to the request at hand has been written whole. */
  finish(): void {
    this.#receiver = undefined;
    this.readOn();
    if (this.isLast || this.#body !== undefined) {
      this.#linger();
      return;
    }
    this.#isStalled = false;
    this.deadline = performance.now() + this.#owner.limits.idleTimeoutMs;
    this.#advance();
  }

  /** Ends the connection at once where nothing is at hand on it, else with the answer at hand. */
  closeWhenIdle(): void {
    this.isLast = true;
    this.#isClosing = true;
    if (this.#receiver === undefined && !this.#head.isPartial) this.#linger();
  }

  /** Ends it at once, whatever is at hand. */
  cutOff(): void {
    if (this.#receiver === undefined) this.destroy();
    else this.reset();
  }

  destroy(): void {
    this.#socket.destroy();
    this.#leave();
  }

  /** For an answer that ends with the connection and is not whole: a reset keeps its client from taking it for whole. */
  reset(): void {
    this.#socket.resetAndDestroy();
    this.#leave();
  }

  onDeadline(): void {
    const receiver = this.#receiver;
    if (this.#isStalled) {
      this.reset();
    } else if (this.#isLingering || (receiver === undefined && !this.#head.isPartial)) {
      this.destroy();
    } else if (receiver === undefined) {
      this.#refuse({ status: 408, reason: 'the head of the request did not come in time' });
    } else {
      this.#breakBody({ status: 408, reason: 'the request did not come in time' });
    }
  }

  /** Bounds the wait until the client takes more. While its request is still coming, that has a bound already. */
  #stall(): false {
    if (this.deadline === Infinity) {
      this.#isStalled = true;
      this.deadline = performance.now() + this.#owner.limits.stallTimeoutMs;
    }
    return false;
  }

  #receive(chunk: Buffer): void {
    if (this.#isLingering) return;
    this.#input = this.#input === undefined ? chunk : Buffer.concat([this.#input, chunk]);
    this.#advance();
  }

  /** Takes what it can of the input: heads and bodies one after the other, until an answer is being waited for. */
  #advance(): void {
    if (this.#isAdvancing) return;
    this.#isAdvancing = true;
    while (this.#input !== undefined && !this.#isLingering) {
      if (this.#receiver === undefined) this.#readHead(this.#input);
      else if (this.#body !== undefined) this.#readBody(this.#body, this.#input);
      else break;
    }
    this.#isAdvancing = false;
    if (this.#isLingering) this.#input = undefined;
    const wasInputFull = this.#isInputFull;
    this.#isInputFull = this.#input !== undefined && this.#input.length > MAX_WAITING_BYTES;
    if (this.#isInputFull) this.#socket.pause();
    else if (wasInputFull && !this.#isHeldBack) this.#socket.resume();
  }

  #readHead(input: Buffer): void {
    const isBeginning = !this.#head.isPartial;
    const outcome = this.#head.push(input);
    this.#input = undefined;
    if (outcome.is !== 'whole') {
      if (outcome.is === 'malformed') this.#refuse({ status: 400, reason: 'a malformed request' });
      else if (outcome.is === 'too large')
        this.#refuse({ status: 431, reason: 'the head of the request is too large' });
      else if (isBeginning) this.deadline = performance.now() + this.#owner.limits.headTimeoutMs;
      return;
    }
    const head = parseRequestHead(outcome.text);
    if ('reason' in head) {
      this.#refuse(head);
      return;
    }
    if (head.body.by === 'length' && head.body.length > this.#owner.limits.maxBodyBytes) {
      this.#refuse(BODY_TOO_LARGE);
      return;
    }
    if (outcome.rest.length > 0) this.#input = outcome.rest;
    this.#begin(head);
  }

  #begin(head: RequestHead): void {
    const { limits } = this.#owner;
    const staysOpen = head.minorVersion === 1 ? !head.connection.close : head.connection.keepAlive;
    this.isLast = this.#isClosing || !staysOpen;
    const hasBody = head.body.by !== 'none';
    this.#body = hasBody ? readerOf(head.body, 'frames') : undefined;
    this.deadline = hasBody ? performance.now() + limits.requestTimeoutMs : Infinity;
    const receiver = this.#owner.receiverOf(head, this);
    this.#receiver = receiver;
    receiver.onRequest();
  }

  #isBodyTooLarge(): boolean {
    return this.#body !== undefined && this.#body.dataBytes > this.#owner.limits.maxBodyBytes;
  }

  #readBody(body: BodyReader, input: Buffer): void {
    const end = body.take(input, 0, this.#passPiece);
    this.#input = end !== -1 && end < input.length ? input.subarray(end) : undefined;
    if (end === -1) {
      this.#breakBody({ status: 400, reason: body.reason });
    } else if (this.#isBodyTooLarge()) {
      this.#breakBody(BODY_TOO_LARGE);
    } else if (body.isWhole && this.#body !== undefined) {
      this.#body = undefined;
      this.deadline = Infinity;
      this.#receiver?.onRequestEnd();
    }
  }

  /** The body cannot be read to its end, so that no other request can follow it. */
  #breakBody(refusal: HeadRefusal): void {
    this.isLast = true;
    this.#input = undefined;
    this.deadline = Infinity;
    this.#receiver?.onRequestBroken(refusal);
  }

  #refuse(refusal: HeadRefusal): void {
    this.isLast = true;
    this.writeHead(this.#owner.refuse(refusal), undefined);
    this.#linger();
  }

  /**
   * Closes this side, and goes on reading for a little: a client that is cut off while it sends may lose the answer that
   * is on its way to it.
   */
  #linger(): void {
    this.#isLingering = true;
    this.#input = undefined;
    this.#isStalled = this.#socket.writableLength > 0;
    this.deadline = performance.now() + this.#owner.limits.stallTimeoutMs;
    this.#socket.end(() => {
      this.#isStalled = false;
      this.deadline = performance.now() + LINGER_MS;
    });
    this.#socket.resume();
  }

  #leave(): void {
    const receiver = this.#receiver;
    this.#receiver = undefined;
    this.deadline = Infinity;
    this.#owner.deadlines.remove(this);
    receiver?.onClientGone();
  }
}
