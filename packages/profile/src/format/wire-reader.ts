import { HeaptideError } from '../heaptide-error.js';
import { FIXED32, FIXED64, LENGTH, VARINT } from './wire-type.js';

const TWO_32 = 0x100000000;

/**
 * Reads protobuf fields from bytes: `next()` moves to a field of the current message, one typed read takes its value.
 *
 * Every read is bounded by the current message. What does not hold throws {@link HeaptideError} `HT_E_NOT_A_PROFILE`
 * with the message that `subject` names and the byte.
 *
 * Encoding: protobuf.dev/programming-guides/encoding.
 */
export class WireReader {
  readonly #bytes: Uint8Array;
  /** Of the next byte to read. */
  position = 0;
  /** Of the first byte behind the current message. */
  end: number;
  /** Number of the current field. */
  field = 0;
  /** Wire type of the current field. */
  wire = 0;
  /** What is being read, and which one of its kind (from 1), for error messages. */
  subject = 'profile';
  ordinal = 1;
  /** Halves of the last varint, as 32-bit integers. */
  #low = 0;
  #high = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.end = bytes.length;
  }

  /** Moves to the next field of the current message; false at its end. */
  next(): boolean {
    if (this.position >= this.end) return false;
    const first = this.#bytes[this.position]!;
    if (first < 0x80) {
      this.position++;
      this.wire = first & 7;
      this.field = first >> 3;
      return true;
    }
    const tag = this.#longVarint();
    this.wire = tag & 7;
    this.field = Math.floor(tag / 8);
    return true;
  }

  /** Steps over the value of the current field. */
  skip(): void {
    switch (this.wire) {
      case VARINT:
        this.#varint();
        return;
      case FIXED64:
        this.#advance(8);
        return;
      case LENGTH:
        this.#advance(this.#varint());
        return;
      case FIXED32:
        this.#advance(4);
        return;
      default:
        throw this.unrecognized(`unknown wire type ${this.wire}`);
    }
  }

  /** Enters the message (or packed list) in the current field; returns the end to give back to {@link leave}. */
  enter(): number {
    this.#expect(LENGTH);
    const length = this.#varint();
    const outer = this.end;
    if (length > outer - this.position) throw this.unrecognized('data cut short');
    this.end = this.position + length;
    return outer;
  }

  leave(outer: number): void {
    this.position = this.end;
    this.end = outer;
  }

  /** An unsigned number; rounded beyond 2^53. */
  uint(): number {
    this.#expect(VARINT);
    return this.#varint();
  }

  /** A signed 64-bit number; rounded beyond 2^53. */
  int(): number {
    this.#expect(VARINT);
    return this.elementInt();
  }

  /** As {@link int}, of a packed list. */
  elementInt(): number {
    const value = this.#varint();
    return value < TWO_32 ? value : this.#high * TWO_32 + (this.#low >>> 0);
  }

  /** An exact unsigned number: a bigint only where a number would round. */
  id(): number | bigint {
    this.#expect(VARINT);
    return this.elementId();
  }

  /** As {@link id}, of a packed list. */
  elementId(): number | bigint {
    const value = this.#varint();
    if (value <= Number.MAX_SAFE_INTEGER) return value;
    return (BigInt(this.#high >>> 0) << 32n) | BigInt(this.#low >>> 0);
  }

  /** An exact unsigned 64-bit number. */
  uint64(): bigint {
    return BigInt(this.id());
  }

  /** An exact signed 64-bit number. */
  int64(): bigint {
    return BigInt.asIntN(64, this.uint64());
  }

  /** The last number that was read, exactly, as a signed one; only after one that was rounded. */
  lastInt64(): bigint {
    return (BigInt(this.#high) << 32n) | BigInt(this.#low >>> 0);
  }

  bool(): boolean {
    return this.uint() !== 0;
  }

  /** The error for bytes that are no protobuf profile, in pprof's words and with the cause. */
  unrecognized(cause: string): HeaptideError {
    return this.notAProfile(`parsing profile: unrecognized profile format: ${cause}`);
  }

  /** The error for a profile that breaks the model, told by `words` and the place. */
  notAProfile(words: string): HeaptideError {
    const place = this.subject === 'profile' ? '' : ` in ${this.subject} ${this.ordinal}`;
    return new HeaptideError('HT_E_NOT_A_PROFILE', `${words}${place}, at byte ${this.position}`);
  }

  #advance(count: number): void {
    if (count > this.end - this.position) throw this.unrecognized('data cut short');
    this.position += count;
  }

  #expect(wire: number): void {
    if (this.wire === wire) return;
    throw this.unrecognized(`field ${this.field} has wire type ${this.wire} instead of ${wire}`);
  }

  #varint(): number {
    const { position } = this;
    if (position + 1 < this.end) {
      const first = this.#bytes[position]!;
      if (first < 0x80) {
        this.position = position + 1;
        return first;
      }
      const second = this.#bytes[position + 1]!;
      if (second < 0x80) {
        this.position = position + 2;
        return (first & 0x7f) | (second << 7);
      }
    }
    return this.#longVarint();
  }

  #longVarint(): number {
    const bytes = this.#bytes;
    let position = this.position;
    let low = 0;
    let high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (position >= this.end) throw this.unrecognized('data cut short');
      const byte = bytes[position++]!;
      const bits = byte & 0x7f;
      if (shift < 28) low |= bits << shift;
      else if (shift === 28) {
        low |= bits << 28;
        high = bits >>> 4;
      } else if (shift < 63) high |= bits << (shift - 32);
      else high |= bits << 31;
      if (byte < 0x80) {
        this.position = position;
        this.#low = low;
        this.#high = high;
        return (high >>> 0) * TWO_32 + (low >>> 0);
      }
    }
    throw this.unrecognized('a varint of more than 10 bytes');
  }
}
