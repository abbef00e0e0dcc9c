import type { LiveSample } from '../reading/heap-reading.js';

const KIB = 1024;

/**
 * The interval of a sampler that somebody else started and that does not tell. V8 scales a sample of a small object to
 * the interval plus at most one object, and none to less, so the smallest figure, cut to whole KiB, gives it away; with
 * no small object among the samples it comes out too big. Without samples it is V8's default, 512 KiB.
 */
export function foreignInterval(samples: readonly LiveSample[]): number {
  const least = samples.reduce((size, sample) => Math.min(size, sample.size), Number.POSITIVE_INFINITY);
  return least === Number.POSITIVE_INFINITY ? 512 * KIB : Math.max(KIB, Math.floor(least / KIB) * KIB);
}
