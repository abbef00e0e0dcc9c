const FIRST_BYTES = 1024;
/** A peer may announce more than it ever sends. */
const MOST_RESERVED = 256 * 1024;

/**
 * Bytes that come in pieces, copied together. Takes time and room in proportion to the bytes, however small the pieces are, and
 * keeps none of them alive.
 */
export class ByteCollector {
  #room = Buffer.alloc(0);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Adds a piece, which so many bytes are said to follow. */
  append(piece: Uint8Array, following = 0): void {
    const length = this.#length + piece.length;
    if (length > this.#room.length) {
      const reserved = length + Math.min(following, MOST_RESERVED);
      const grown = Buffer.allocUnsafe(Math.max(reserved, this.#room.length * 2, FIRST_BYTES));
      this.#room.copy(grown, 0, 0, this.#length);
      this.#room = grown;
    }
    this.#room.set(piece, this.#length);
    this.#length = length;
  }

  /** What was collected, which is forgotten here. */
  take(): Buffer {
    const bytes = this.#room.subarray(0, this.#length);
    this.#room = Buffer.alloc(0);
    this.#length = 0;
    return bytes;
  }
}
