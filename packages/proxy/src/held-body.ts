import { SNIFF_LIMIT_BYTES } from './initialize-sniffer.js';

/**
 * The beginning of a request body, kept while it is passed on: enough to recognise an initialize request, and to send
 * a small request once more.
 */
export class HeldBody {
  #chunks: Buffer[] = [];
  #bytes = 0;
  #intact = true;

  /** Whether everything pushed so far is still held. */
  get intact(): boolean {
    return this.#intact;
  }

  get chunks(): readonly Buffer[] {
    return this.#chunks;
  }

  push(chunk: Buffer): void {
    if (!this.#intact) return;
    const room = SNIFF_LIMIT_BYTES - this.#bytes;
    this.#intact = chunk.length <= room;
    this.#chunks.push(this.#intact ? chunk : chunk.subarray(0, room));
    this.#bytes += Math.min(chunk.length, room);
  }

  /** Everything held, in one piece. */
  prefix(): Buffer {
    return this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks);
  }

  release(): void {
    this.#chunks = [];
    this.#intact = false;
  }
}
