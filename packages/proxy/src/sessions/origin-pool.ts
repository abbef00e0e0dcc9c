import { createHash } from 'node:crypto';
import { copyText } from './copy-text.js';
import type { SessionOrigin } from './session-store.js';

/** About what an origin takes on the heap besides its texts: itself, its key, its place in the pool, its Buffer. */
const BYTES_PER_ORIGIN = 640;
/** The part of the budget that bodies leave to origins without one. */
const RESERVED_SHARE = 1 / 8;

/** A shared origin, and how many sessions have it. */
export interface PooledOrigin {
  readonly origin: SessionOrigin;
  readonly key: string;
  readonly bytes: number;
  sessions: number;
}

/**
 * One object for all sessions that began alike, under a budget of bytes. Clients of one kind send one body, so that
 * very many sessions need very few; but whoever sends another body each time must not fill the memory with them.
 */
export class OriginPool {
  readonly #origins = new Map<string, PooledOrigin>();
  readonly #maxBytes: number;
  #bytes = 0;
  #withoutRecovery = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Distinct origins in use. */
  get size(): number {
    return this.#origins.size;
  }

  /** Bytes in use, as the budget counts them. */
  get bytes(): number {
    return this.#bytes;
  }

  /** How often a body was not kept for want of room. */
  get withoutRecovery(): number {
    return this.#withoutRecovery;
  }

  /**
   * A shared copy of `origin`, to be given back with `release`: without its body where the budget does not allow that,
   * and without its target as well where it does not even allow that.
   */
  take({ address, target, initialize }: SessionOrigin): PooledOrigin {
    if (initialize !== undefined) {
      const whole = this.#share(address, target, initialize, this.#maxBytes * (1 - RESERVED_SHARE));
      if (whole !== undefined) return whole;
      this.#withoutRecovery += 1;
    }
    const bare = this.#share(address, target, undefined, this.#maxBytes);
    // Addresses are the upstream's, and so few.
    return bare ?? this.#share(address, '', undefined, Infinity)!;
  }

  release(pooled: PooledOrigin): void {
    pooled.sessions -= 1;
    if (pooled.sessions > 0) return;
    this.#origins.delete(pooled.key);
    this.#bytes -= pooled.bytes;
  }

  clear(): void {
    this.#origins.clear();
    this.#bytes = 0;
  }

  #share(
    address: string,
    target: string,
    initialize: Buffer | undefined,
    maxBytes: number,
  ): PooledOrigin | undefined {
    const key = keyOf(address, target, initialize);
    const known = this.#origins.get(key);
    if (known !== undefined) {
      known.sessions += 1;
      return known;
    }
    const bytes = BYTES_PER_ORIGIN + address.length + target.length + (initialize?.length ?? 0);
    if (this.#bytes + bytes > maxBytes) return undefined;
    const origin = {
      address: copyText(address),
      target: copyText(target),
      initialize: initialize === undefined ? undefined : copyBytes(initialize),
    };
    const pooled: PooledOrigin = { origin, key, bytes, sessions: 1 };
    this.#origins.set(key, pooled);
    this.#bytes += bytes;
    return pooled;
  }
}

function keyOf(address: string, target: string, initialize: Buffer | undefined): string {
  const hash = createHash('sha256').update(`${address}\0${target}\0${initialize === undefined ? '' : 'i'}`);
  if (initialize !== undefined) hash.update(initialize);
  return hash.digest('base64');
}

/** In memory of its own, where `Buffer.from` may take a piece of a pool and so keep all of that alive. */
function copyBytes(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(copy);
  return copy;
}
