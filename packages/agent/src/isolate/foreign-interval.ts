import { createRequire } from 'node:module';
import type { LiveSample } from '../reading/heap-reading.js';

const KIB = 1024;
const PACKAGE = '@datadog/pprof/out/src/heap-profiler.js';

/**
 * The interval of a sampler that somebody else started and that does not tell. V8 scales a sample of a small object to
 * the interval plus at most one object, and none to less, so the smallest figure, cut to whole KiB, gives it away; with
 * no small object among the samples it comes out too big. Without samples it is V8's default, 512 KiB.
 */
export function foreignInterval(samples: readonly LiveSample[]): number {
  const least = samples.reduce((size, sample) => Math.min(size, sample.size), Number.POSITIVE_INFINITY);
  return least === Number.POSITIVE_INFINITY ? 512 * KIB : Math.max(KIB, Math.floor(least / KIB) * KIB);
}

/**
 * The interval of a sampler that another user of our copy of @datadog/pprof started: that package tells it when it is
 * asked to start once more, and refuses before it touches V8. `undefined` where it was not that package.
 */
export function foreignBindingInterval(): number | undefined {
  const require = createRequire(import.meta.url);
  try {
    // Nobody has started it through a module that nobody has loaded.
    if (require.cache[require.resolve(PACKAGE)] === undefined) return undefined;
    const heap = require(PACKAGE) as { start(interval: number): void; v8Profile(): unknown };
    heap.v8Profile();
    heap.start(512 * KIB);
  } catch (error) {
    const digits = /intervalBytes (\d+)/.exec(String(error))?.[1];
    return digits === undefined ? undefined : Number(digits);
  }
  return undefined;
}
