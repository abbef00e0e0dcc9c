/**
 * Standard deviation of the bytes that a sampler reports for `count` live objects of `size` bytes.
 *
 * V8 lets the bytes to the next sample be exponential with mean `interval` and starts anew behind each sampled object,
 * so an object of s bytes is in the sample with p = 1 - exp(-s/interval), independently of all others. The estimate is
 * that of Horvitz and Thompson (1952): each sampled object counts s/p, which is right on average. One object adds
 * s^2/p^2 * p(1-p) to the variance, all of them the sum of s^2 (1-p)/p = s^2 / (exp(s/interval) - 1). For s far below
 * the interval that is interval * bytes, and for s far above it is nothing, since every object is sampled.
 */
export function samplingError(count: number, size: number, interval: number): number {
  return Math.sqrt((count * size ** 2) / Math.expm1(size / interval));
}

/** The greatest k for which fewer than k of `trials` come true with a probability of at most `risk`. */
export function fewestLikely(trials: number, probability: number, risk: number): number {
  let term = (1 - probability) ** trials;
  let below = 0;
  for (let k = 0; ; k++) {
    below += term;
    if (below > risk) return k;
    term *= ((trials - k) * probability) / ((k + 1) * (1 - probability));
  }
}
