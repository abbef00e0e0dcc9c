/**
 * A 64-bit hash that is the same on every machine and in every version, and never 0.
 *
 * Two 32-bit multiply-xor lanes with different constants over the UTF-16 units of each part, finished with the
 * avalanche of MurmurHash3 (fmix32).
 */
export class AddressHash {
  #high = 0x9e3779b9;
  #low = 0x7f4a7c15;

  add(part: string | number): this {
    const text = String(part);
    for (let i = 0; i < text.length; i++) this.#mix(text.charCodeAt(i));
    // A separator outside the range of UTF-16 units, so that ('ab', 'c') and ('a', 'bc') differ.
    this.#mix(0x10000);
    return this;
  }

  digest(): bigint {
    const high = avalanche(this.#high ^ this.#low);
    const low = avalanche(this.#low + high);
    return (BigInt(high) << 32n) | BigInt(low) || 1n;
  }

  #mix(unit: number): void {
    this.#high = rotate(Math.imul(this.#high ^ unit, 0x85ebca6b), 13);
    this.#low = rotate(Math.imul(this.#low + unit, 0xc2b2ae35), 17);
  }
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function avalanche(word: number): number {
  let mixed = word ^ (word >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
