/** Appends bytes and whole numbers to a buffer of a fixed size. Who writes looks at {@link room} before. */
export class AsciiWriter {
  readonly #buffer: Uint8Array;
  #end = 0;

  constructor(size: number) {
    this.#buffer = new Uint8Array(size);
  }

  /** Bytes that are left. */
  get room(): number {
    return this.#buffer.length - this.#end;
  }

  written(): Uint8Array {
    return this.#buffer.subarray(0, this.#end);
  }

  bytes(bytes: Uint8Array): void {
    this.#buffer.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** A safe integer in decimal digits. */
  integer(value: number): void {
    const buffer = this.#buffer;
    let rest = value;
    if (rest < 0) {
      buffer[this.#end++] = 0x2d;
      rest = -rest;
    }
    let length = 1;
    for (let power = 10; rest >= power; power *= 10) length++;
    for (let at = this.#end + length - 1; at >= this.#end; at--) {
      const next = Math.floor(rest / 10);
      buffer[at] = 0x30 + (rest - 10 * next);
      rest = next;
    }
    this.#end += length;
  }
}
