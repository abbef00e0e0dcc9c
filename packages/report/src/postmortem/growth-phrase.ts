import { singular } from '@heaptide/growth';
import { longBytes, signedLongBytes } from '@heaptide/profile';
import type { Phrase } from '../growth/phrase.js';
import { timeOnly } from './moment.js';
import type { GrowthHistory, GrowthPoint } from './postmortem-report.js';

const SOURCES = { captures: 'captures', 'heap-snapshots': 'heap snapshots', 'gc-log': 'GC lines' } as const;
/** More readings than that say no more in words. */
const MOST_POINTS = 4;

/** `registry (12 captures): 12:10:00 3.10 MiB -> 13:29:00 38.1 MiB, +0.29 MiB a minute, rose in 11 of 11 steps`. */
export function growthPhrase(history: GrowthHistory): Phrase {
  const { of, source, points, perMinute, perUnit, limitAt } = history;
  const steps = points.length - 1;
  const told = [
    ...(perMinute === undefined ? [] : [`${signedLongBytes(perMinute)} a minute`]),
    ...(perUnit === undefined ? [] : [`${signedLongBytes(perUnit.bytes)} per ${singular(perUnit.unit)}`]),
    ...(steps < 2 ? [] : [`rose in ${risenSteps(points)} of ${steps} steps`]),
    ...(limitAt === undefined ? [] : [`at that pace the limit was due at ${timeOnly(limitAt)}`]),
  ];
  return [
    ...of,
    ` (${points.length} ${SOURCES[source]}): ${spread(points).map(pointWords).join(' -> ')}`,
    ...told.map((words) => `; ${words}`),
  ];
}

/** In how many steps it became more. */
export function risenSteps(points: readonly GrowthPoint[]): number {
  return points.filter(({ bytes }, i) => i > 0 && bytes > points[i - 1]!.bytes).length;
}

function pointWords({ time, bytes }: GrowthPoint): string {
  return `${time === undefined ? '' : `${timeOnly(time)} `}${longBytes(bytes)}`;
}

/** The first, the last and some between, evenly. */
function spread(points: readonly GrowthPoint[]): readonly GrowthPoint[] {
  if (points.length <= MOST_POINTS) return points;
  const last = points.length - 1;
  return Array.from({ length: MOST_POINTS }, (_, i) => points[Math.round((i * last) / (MOST_POINTS - 1))]!);
}
