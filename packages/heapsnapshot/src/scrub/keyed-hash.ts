/**
 * SipHash-2-4 (Aumasson, Bernstein: "SipHash: a fast short-input PRF", 2012): without the key nobody can tell which text
 * belongs to a hash, not even by trying texts out. 64-bit words are held as two halves, in variables: this is where
 * scrubbing strings spends its time.
 */
export class KeyedHash {
  readonly #key: Int32Array;
  /** The hash made last, as two words of 32 bits. */
  low = 0;
  high = 0;

  /** `key`: 16 bytes. */
  constructor(key: Uint8Array) {
    if (key.length !== 16) throw new RangeError('a key of SipHash has 16 bytes');
    const view = new DataView(key.buffer, key.byteOffset, 16);
    this.#key = Int32Array.from([0, 4, 8, 12], (at) => view.getInt32(at, true));
  }

  /** Hashes the bytes from `start` up to `end`, which have to be there; `low` and `high` are the hash then. */
  hash(bytes: Uint8Array, start: number, end: number): void {
    const key = this.#key;
    let v0 = key[0]! ^ 0x70736575;
    let v0h = key[1]! ^ 0x736f6d65;
    let v1 = key[2]! ^ 0x6e646f6d;
    let v1h = key[3]! ^ 0x646f7261;
    let v2 = key[0]! ^ 0x6e657261;
    let v2h = key[1]! ^ 0x6c796765;
    let v3 = key[2]! ^ 0x79746573;
    let v3h = key[3]! ^ 0x74656462;
    // The words of the text, one that ends with its length, and one of zeros that stands for the last rounds.
    const words = ((end - start) >>> 3) + 2;
    let at = start;
    for (let word = 1; word <= words; word++) {
      let low = 0;
      let high = 0;
      let rounds = 2;
      if (at + 8 <= end) {
        low = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
        high = bytes[at + 4]! | (bytes[at + 5]! << 8) | (bytes[at + 6]! << 16) | (bytes[at + 7]! << 24);
        at += 8;
      } else if (word < words) {
        high = (end - start) << 24;
        for (let shift = 0; at < end; at++, shift += 8) {
          if (shift < 32) low |= bytes[at]! << shift;
          else high |= bytes[at]! << (shift - 32);
        }
      } else {
        v2 ^= 0xff;
        rounds = 4;
      }
      v3 ^= low;
      v3h ^= high;
      for (; rounds > 0; rounds--) {
        // Sums carry where they are below what was added.
        v0 = (v0 + v1) | 0;
        v0h = (v0h + v1h + (v0 >>> 0 < v1 >>> 0 ? 1 : 0)) | 0;
        let left = v1;
        v1 = ((v1 << 13) | (v1h >>> 19)) ^ v0;
        v1h = ((v1h << 13) | (left >>> 19)) ^ v0h;
        left = v0;
        v0 = v0h;
        v0h = left;
        v2 = (v2 + v3) | 0;
        v2h = (v2h + v3h + (v2 >>> 0 < v3 >>> 0 ? 1 : 0)) | 0;
        left = v3;
        v3 = ((v3 << 16) | (v3h >>> 16)) ^ v2;
        v3h = ((v3h << 16) | (left >>> 16)) ^ v2h;
        v0 = (v0 + v3) | 0;
        v0h = (v0h + v3h + (v0 >>> 0 < v3 >>> 0 ? 1 : 0)) | 0;
        left = v3;
        v3 = ((v3 << 21) | (v3h >>> 11)) ^ v0;
        v3h = ((v3h << 21) | (left >>> 11)) ^ v0h;
        v2 = (v2 + v1) | 0;
        v2h = (v2h + v1h + (v2 >>> 0 < v1 >>> 0 ? 1 : 0)) | 0;
        left = v1;
        v1 = ((v1 << 17) | (v1h >>> 15)) ^ v2;
        v1h = ((v1h << 17) | (left >>> 15)) ^ v2h;
        left = v2;
        v2 = v2h;
        v2h = left;
      }
      v0 ^= low;
      v0h ^= high;
    }
    this.low = v0 ^ v1 ^ v2 ^ v3;
    this.high = v0h ^ v1h ^ v2h ^ v3h;
  }
}
