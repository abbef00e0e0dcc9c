/**
 * Counts bytes down to the next sample, and with the same number the bytes ever counted. Gaps between samples are
 * exponential with the interval as mean, so that an allocation of s bytes is sampled with probability
 * 1 - exp(-s/interval), whatever came before it: that also makes it right to draw anew at any time.
 */
export class ByteCountdown {
  /** Bytes until the next sample; whoever allocates takes them off. Infinity while it is stopped. */
  left = Number.POSITIVE_INFINITY;
  readonly #random: () => number;
  #clockAtEnd: number;

  constructor(options: { readonly clock: number; readonly random: () => number }) {
    this.#clockAtEnd = options.clock;
    this.#random = options.random;
  }

  /** Bytes counted so far. */
  get clock(): number {
    return this.#running ? this.#clockAtEnd - this.left : this.#clockAtEnd;
  }

  /** Draws the gap to the next sample, which also starts it. */
  next(interval: number): void {
    // Rounded up, which changes no probability for sizes in whole bytes, and is never 0.
    const gap = Math.max(1, Math.ceil(-Math.log(1 - this.#random()) * interval));
    this.#clockAtEnd = this.clock + gap;
    this.left = gap;
  }

  /** Counts nothing from here on. */
  stop(): void {
    this.#clockAtEnd = this.clock;
    this.left = Number.POSITIVE_INFINITY;
  }

  get #running(): boolean {
    return this.left !== Number.POSITIVE_INFINITY;
  }
}
