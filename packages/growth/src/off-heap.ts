import { type CaptureMetadata, longBytes as bytes } from '@heaptide/profile';
import { fitLine } from './fit-line.js';
import type { OffHeapGrowth, SiteReport } from './growth-report.js';
import { mannKendall } from './mann-kendall.js';
import { SECOND, singular, type WorkClock } from './work-clock.js';

const FEWEST_CAPTURES = 10;
/** Mann-Kendall deviate that the series must reach, and its last half. */
const SIGNIFICANT = 2.33;
/** A share of the memory in question, and bytes, that growth must come to. */
const SMALLEST_SHARE = { external: 0.25, native: 0.4 };
const SMALLEST_GROWTH = { external: 2 ** 20, native: 8 * 2 ** 20 };
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
  const perUnit = steadyGrowth(external, clock, 'external');
  if (perUnit !== undefined) {
    const explained = sites
      .filter(({ kind, verdict }) => kind === 'external' && verdict === 'leak')
      .reduce((sum, { slope }) => sum + slope.perUnit, 0);
    if (explained >= EXPLAINED * perUnit) return undefined;
    const isSampled = captures.at(-1)!.externalInterval !== undefined;
    const next = isSampled
      ? 'it comes from what the agent cannot hook, such as sockets, zlib, TLS or native add-ons: look at what holds Buffers in a heap snapshot'
      : 'let the agent sample external memory (HEAPTIDE_EXTERNAL=1) to have the line named';
    return { memory: 'external', bytes: grownBy(external), perUnit, reason: sentence('external', external, { perUnit, unit, next }) };
  }
  // Fragmentation and code follow a leak on the heap, and would only distract from it.
  if (sites.some(({ verdict }) => verdict === 'leak' || verdict === 'backlog')) return undefined;
  const native = captures.map(({ rss, heapTotal, external: outside }) => rss - heapTotal - outside);
  const nativePerUnit = steadyGrowth(native, clock, 'native');
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

function grownBy(series: readonly number[]): number {
  return series.at(-1)! - series[0]!;
}

/** Bytes per unit where a series of exact figures rises to its end, by much and in its last half as well. */
function steadyGrowth(
  series: readonly number[],
  { done }: WorkClock,
  memory: 'external' | 'native',
): number | undefined {
  const middle = Math.floor(series.length / 2);
  const late = series.slice(middle);
  const grown = grownBy(series);
  const isMuch = grown >= SMALLEST_GROWTH[memory] && grown >= SMALLEST_SHARE[memory] * series.at(-1)!;
  if (!isMuch || mannKendall(series) < SIGNIFICANT || mannKendall(late) < SIGNIFICANT) return undefined;
  const lateShare = (done.at(-1)! - done[middle]!) / (done.at(-1)! - done[0]!);
  if (grownBy(late) < 0.6 * grown * lateShare || Math.max(...series) - series.at(-1)! > 0.1 * grown) return undefined;
  const line = fitLine(series.map((value, i) => ({ at: done[i]!, value })));
  return line.slope > 0 ? line.slope : undefined;
}
