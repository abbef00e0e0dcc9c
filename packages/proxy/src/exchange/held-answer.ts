import type { ResponseHead } from '../http/response-head.js';

/** Longer answers are not held. */
const MAX_BYTES = 64 * 1024;

/** Why an answer does not pass at once: what it says may still be put right, or must be noted first. */
export type HoldReason = 'recovery' | 'redirect' | 'noting';

/** An answer that waits for what is decided on it. */
export class HeldAnswer {
  readonly head: ResponseHead;
  readonly reason: HoldReason;
  readonly pieces: Buffer[] = [];
  isEnded = false;
  #bytes = 0;

  constructor(head: ResponseHead, reason: HoldReason) {
    this.head = head;
    this.reason = reason;
  }

  get isFull(): boolean {
    return this.#bytes >= MAX_BYTES;
  }

  push(piece: Buffer): void {
    this.pieces.push(piece);
    this.#bytes += piece.length;
  }
}
