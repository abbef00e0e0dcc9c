import type { BodyFraming } from '../http/body-framing.js';
import { readerOf } from '../http/body-reader.js';

/** How much of a body is held while it is passed on: enough for any initialize, and for nearly every call. */
export const HELD_BODY_BYTES = 64 * 1024;

/** Bounds what all exchanges together hold of their bodies, beyond which bodies are only passed on. */
export class HoldBudget {
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  take(bytes: number): boolean {
    if (bytes > this.#left) return false;
    this.#left -= bytes;
    return true;
  }

  giveBack(bytes: number): void {
    this.#left += bytes;
  }
}

/**
 * The body of a request, framing included: what waits to be sent, and what is held after that so that a small request can
 * be understood and sent once more.
 */
export class HeldBody {
  readonly #framing: BodyFraming;
  readonly #budget: HoldBudget;
  #pieces: Buffer[] = [];
  #bytes = 0;
  #paidBytes = 0;
  #isSent = false;
  #isIntact = true;

  constructor(framing: BodyFraming, budget: HoldBudget) {
    this.#framing = framing;
    this.#budget = budget;
  }

  /** Whether everything pushed so far is still held. */
  get isIntact(): boolean {
    return this.#isIntact;
  }

  get size(): number {
    return this.#bytes;
  }

  /** Whether no more should be pushed before what is held has been sent. */
  get isFull(): boolean {
    return !this.#isSent && this.#bytes >= HELD_BODY_BYTES;
  }

  push(piece: Buffer): void {
    if (this.#isSent && !this.#isIntact) return;
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    if (this.#isSent) this.#keepIfSmall();
  }

  /** Everything held, as it came, in one piece. */
  bytes(): Buffer {
    if (this.#pieces.length > 1) this.#pieces = [Buffer.concat(this.#pieces)];
    return this.#pieces[0] ?? NOTHING;
  }

  /** Everything held, without chunk framing. */
  data(): Buffer {
    const bytes = this.bytes();
    if (this.#framing.by !== 'chunks') return bytes;
    const pieces: Buffer[] = [];
    readerOf(this.#framing, 'data').take(bytes, 0, (piece) => pieces.push(piece));
    return Buffer.concat(pieces);
  }

  /** Notes that all of it has been sent. What is small enough stays. */
  noteSent(): void {
    this.#isSent = true;
    this.#keepIfSmall();
  }

  /** What is held, which must be intact, is to be sent once more. */
  noteUnsent(): void {
    this.#isSent = false;
  }

  /** Lets go of everything. */
  release(): void {
    this.#budget.giveBack(this.#paidBytes);
    this.#paidBytes = 0;
    this.#pieces = [];
    this.#bytes = 0;
    this.#isSent = true;
    this.#isIntact = false;
  }

  #keepIfSmall(): void {
    const unpaid = this.#bytes - this.#paidBytes;
    if (this.#bytes > HELD_BODY_BYTES || !this.#budget.take(unpaid)) this.release();
    else this.#paidBytes += unpaid;
  }
}

const NOTHING = Buffer.alloc(0);
