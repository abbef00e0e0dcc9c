import { LENGTH, VARINT } from './wire-type.js';

const TWO_32 = 0x100000000;
const TWO_63 = 2 ** 63;

const utf8 = new TextEncoder();

/**
 * Writes protobuf fields into bytes that grow. Fields that hold their default (0, false) are left out.
 *
 * Encoding: protobuf.dev/programming-guides/encoding.
 */
export class WireWriter {
  #bytes: Uint8Array<ArrayBuffer>;
  #length = 0;

  constructor(capacity = 4096) {
    this.#bytes = new Uint8Array(capacity);
  }

  /** A whole number, signed; clamped to 64 bits. */
  int(field: number, value: number): void {
    if (value === 0) return;
    this.#tag(field, VARINT);
    this.element(value);
  }

  /** Any 64-bit number, signed or not. */
  int64(field: number, value: bigint): void {
    if (value === 0n) return;
    this.#tag(field, VARINT);
    this.element64(value);
  }

  bool(field: number, value: boolean): void {
    this.int(field, value ? 1 : 0);
  }

  text(field: number, text: string): void {
    this.bytes(field, utf8.encode(text));
  }

  bytes(field: number, encoded: Uint8Array): void {
    this.#tag(field, LENGTH);
    this.element(encoded.length);
    this.#reserve(encoded.length);
    this.#bytes.set(encoded, this.#length);
    this.#length += encoded.length;
  }

  /** A packed list: nothing when empty. */
  packed(field: number, values: ArrayLike<number> | BigInt64Array, from: number, to: number): void {
    if (from === to) return;
    const mark = this.begin(field);
    for (let i = from; i < to; i++) {
      const value = values[i]!;
      if (typeof value === 'number') this.element(value);
      else this.element64(value);
    }
    this.end(mark);
  }

  /** Begins a message, or a packed list; returns the mark to give to {@link end}. */
  begin(field: number): number {
    this.#tag(field, LENGTH);
    this.#reserve(1);
    return ++this.#length;
  }

  /** Ends the message: moves what was written since `mark` aside where its length takes more than the one byte kept. */
  end(mark: number): void {
    const size = this.#length - mark;
    let extra = 0;
    for (let rest = size; rest > 0x7f; rest = Math.floor(rest / 0x80)) extra++;
    if (extra > 0) {
      this.#reserve(extra);
      this.#bytes.copyWithin(mark + extra, mark, this.#length);
    }
    this.#length = mark - 1;
    this.element(size);
    this.#length += size;
  }

  /** An element of a packed list: a whole number, signed; clamped to 64 bits. */
  element(value: number): void {
    if (value >= 0 && value < 0x80) {
      this.#reserve(1);
      this.#bytes[this.#length++] = value;
    } else if (value >= TWO_63) this.#varint(0xffffffff, 0x7fffffff);
    else if (value < -TWO_63) this.#varint(0, 0x80000000);
    else this.#varint(value >>> 0, Math.floor(value / TWO_32) >>> 0);
  }

  /** What was written, as a copy. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }

  /** As {@link element}, for any 64-bit number. */
  element64(value: bigint): void {
    const bits = BigInt.asUintN(64, value);
    this.#varint(Number(bits & 0xffffffffn), Number(bits >> 32n));
  }

  #tag(field: number, wire: number): void {
    this.element(field * 8 + wire);
  }

  #varint(low: number, high: number): void {
    this.#reserve(10);
    const bytes = this.#bytes;
    while (high !== 0 || low > 0x7f) {
      bytes[this.#length++] = (low & 0x7f) | 0x80;
      low = ((low >>> 7) | (high << 25)) >>> 0;
      high >>>= 7;
    }
    bytes[this.#length++] = low;
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const grown = new Uint8Array((this.#length + count) * 2);
    grown.set(this.#bytes);
    this.#bytes = grown;
  }
}
