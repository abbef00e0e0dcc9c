import type { BodyFraming } from './body-framing.js';
import { ChunkedBody } from './chunked-body.js';

/** Follows a body to its end. */
export interface BodyReader {
  /**
   * Takes what belongs to the body from `bytes` at `start`, and hands it on in pieces.
   * @returns the offset past what was taken; -1 where the body is malformed, which `reason` tells.
   */
  take(bytes: Buffer, start: number, pass: (piece: Buffer) => void): number;
  readonly isWhole: boolean;
  /** Bytes of data taken so far, without framing and trailers. */
  readonly dataBytes: number;
  /** Whether the end of the connection is the end of the body. */
  readonly endsWithConnection: boolean;
  /** Whether a last chunk could follow here and end the body early. */
  readonly isBetweenChunks: boolean;
  readonly reason: string;
}

/**
 * `frames` hands a chunked body on with its chunk framing and its trailers, `data` without.
 */
export type BodyForm = 'frames' | 'data';

export function readerOf(framing: BodyFraming, form: BodyForm): BodyReader {
  switch (framing.by) {
    case 'none':
      return new BodyOfLength(0);
    case 'length':
      return new BodyOfLength(framing.length);
    case 'chunks':
      return new ChunkedBody(form);
    case 'close':
      return new BodyUntilClose();
  }
}

class BodyOfLength implements BodyReader {
  readonly reason = '';
  readonly endsWithConnection = false;
  readonly isBetweenChunks = false;
  readonly #length: number;
  #left: number;

  constructor(length: number) {
    this.#length = length;
    this.#left = length;
  }

  get dataBytes(): number {
    return this.#length - this.#left;
  }

  get isWhole(): boolean {
    return this.#left === 0;
  }

  take(bytes: Buffer, start: number, pass: (piece: Buffer) => void): number {
    const end = Math.min(bytes.length, start + this.#left);
    if (end === start) return start;
    this.#left -= end - start;
    pass(start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end));
    return end;
  }
}

class BodyUntilClose implements BodyReader {
  readonly reason = '';
  readonly endsWithConnection = true;
  readonly isBetweenChunks = false;
  readonly isWhole = false;
  dataBytes = 0;

  take(bytes: Buffer, start: number, pass: (piece: Buffer) => void): number {
    this.dataBytes += bytes.length - start;
    if (start < bytes.length) pass(start === 0 ? bytes : bytes.subarray(start));
    return bytes.length;
  }
}
