import { type CaptureMetadata, longBytes as bytes } from '@heaptide/profile';
import { isFinding } from './findings.js';
import type { OffHeapGrowth, SiteReport } from './growth-report.js';
import { grownBy, steadyGrowth } from './steady-growth.js';
import { SECOND, singular, type WorkClock } from './work-clock.js';

const FEWEST_CAPTURES = 10;
/** What growth must come to: bytes, and a share of what there is in the end. */
const EXTERNAL = { bytes: 2 ** 20, share: 0.25 };
const NATIVE = { bytes: 8 * 2 ** 20, share: 0.33 };
/** Share of the growth of external memory that sites must explain to leave nothing to say. */
const EXPLAINED = 0.5;

/** Growth outside of the JS heap that no site explains; that of external memory first, since native memory includes it. */
export function offHeapGrowth(
  captures: readonly CaptureMetadata[],
  clock: WorkClock,
  sites: readonly SiteReport[],
): OffHeapGrowth | undefined {
  if (captures.length < FEWEST_CAPTURES) return undefined;
  const unit = singular(clock.unit);
  const external = captures.map((capture) => capture.external);
  const perUnit = steadyGrowth(external, clock.done, EXTERNAL);
  if (perUnit !== undefined) {
    const explained = sites
      .filter(({ kind, verdict }) => kind === 'external' && verdict === 'leak')
      .reduce((sum, { slope }) => sum + slope.perUnit, 0);
    if (explained >= EXPLAINED * perUnit) return undefined;
    const isSampled = captures.at(-1)!.externalInterval !== undefined;
    const next = isSampled
      ? 'it comes from what the agent cannot hook, such as sockets, zlib, TLS or native add-ons: look at what holds Buffers in a heap snapshot'
      : 'let the agent sample external memory (HEAPTIDE_EXTERNAL=1) to have the line named';
    return {
      memory: 'external',
      bytes: grownBy(external),
      perUnit,
      reason: sentence('external', external, { perUnit, unit, next }),
    };
  }
  // Fragmentation and code follow a leak on the heap, and would only distract from it.
  if (sites.some(isFinding)) return undefined;
  const native = captures.map(({ rss, heapTotal, external: outside }) => rss - heapTotal - outside);
  const nativePerUnit = steadyGrowth(native, clock.done, NATIVE);
  if (nativePerUnit === undefined) return undefined;
  const next =
    'native memory has no allocation sites in JavaScript: look at worker threads and message ports, native add-ons, and the allocator (MALLOC_ARENA_MAX, jemalloc)';
  return {
    memory: 'native',
    bytes: grownBy(native),
    perUnit: nativePerUnit,
    reason: sentence('native', native, { perUnit: nativePerUnit, unit, next }),
  };
}

function sentence(
  memory: OffHeapGrowth['memory'],
  series: readonly number[],
  { perUnit, unit, next }: { perUnit: number; unit: string; next: string },
): string {
  const rate = unit === SECOND ? `${bytes(perUnit)} a second` : `${bytes(perUnit)} per ${unit}`;
  return `not on the JS heap: ${memory} memory went from ${bytes(series[0]!)} to ${bytes(series.at(-1)!)}, ${rate}; ${next}`;
}
