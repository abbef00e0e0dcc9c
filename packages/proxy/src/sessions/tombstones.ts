import { randomBytes } from 'node:crypto';

/** Longer than any answer that was on its way when its session ended should take. */
export const TOMBSTONE_MS = 60_000;
const SETS = 2_048;
/** Places in which an id may stand; the oldest of them makes room. */
const WAYS = 4;

/**
 * Ids of sessions that ended a moment ago, as hashes in a block of fixed size: what remembers the ended must not look like
 * what forgets to forget them, and costs no garbage. Some 8,000 ids fit, fewer where many fall into one set.
 *
 * The hash has 64 bits and a seed of its own in every process. An id that shares all of them with an ended one would be
 * refused like that one, which leaves its session untracked.
 */
export class Tombstones {
  /** Two halves of the hash for each place. */
  readonly #hashes = new Uint32Array(SETS * WAYS * 2);
  readonly #endedAt = new Float64Array(SETS * WAYS).fill(-Infinity);
  readonly #seed = randomBytes(8);
  readonly #lowSeed = this.#seed.readUInt32LE(0);
  readonly #highSeed = this.#seed.readUInt32LE(4);
  #low = 0;
  #high = 0;

  /** `now` is in milliseconds and never less than in the call before. */
  add(id: string, now: number): void {
    this.#hash(id);
    const set = this.#set();
    let place = set;
    for (let way = set; way < set + WAYS; way += 1) {
      if (this.#isAt(way)) {
        place = way;
        break;
      }
      if (this.#endedAt[way]! < this.#endedAt[place]!) place = way;
    }
    this.#hashes[2 * place] = this.#low;
    this.#hashes[2 * place + 1] = this.#high;
    this.#endedAt[place] = now;
  }

  has(id: string, now: number): boolean {
    this.#hash(id);
    const set = this.#set();
    for (let way = set; way < set + WAYS; way += 1) {
      if (this.#isAt(way)) return now - this.#endedAt[way]! < TOMBSTONE_MS;
    }
    return false;
  }

  clear(): void {
    this.#endedAt.fill(-Infinity);
    this.#hashes.fill(0);
  }

  #set(): number {
    return (this.#low % SETS) * WAYS;
  }

  #isAt(place: number): boolean {
    return this.#hashes[2 * place] === this.#low && this.#hashes[2 * place + 1] === this.#high;
  }

  /** Two multiplicative hashes (murmur3's constants and final mix), each over every character. */
  #hash(id: string): void {
    let low = this.#lowSeed;
    let high = this.#highSeed;
    for (let index = 0; index < id.length; index += 1) {
      const code = id.charCodeAt(index);
      low = Math.imul(low ^ code, 0xcc9e2d51);
      low = (low << 15) | (low >>> 17);
      high = Math.imul(high ^ code, 0x1b873593);
      high = (high << 13) | (high >>> 19);
    }
    this.#low = mix(low ^ id.length);
    this.#high = mix(high + low);
  }
}

function mix(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
