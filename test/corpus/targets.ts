import { inPercent, inRounds } from './figure-text.js';
import { LIBRARY_ROUNDS, type Share, type Summary } from './summary.js';

/** What is wanted of the verdict, and what it came to. */
export interface Target {
  readonly name: string;
  readonly wanted: string;
  readonly found: string;
  readonly met: boolean;
}

/** The aims for captures at 32 KiB. What there was no program for is met. */
export function targetsOf(summary: Summary): Target[] {
  const { firstRed, firstConfirmed } = summary;
  return [
    atLeast(0.96, 'leaks named by round 20, at the right site', summary.found),
    atLeast(1, 'of those outside of the JS heap, in Buffers and ArrayBuffers', summary.foundExternal),
    atMost(0.05, 'healthy programs ever red', summary.healthyRed),
    atMost(0, 'healthy programs ever confirmed', summary.healthyConfirmed),
    atLeast(0.98, 'red programs that leak, at round 20', summary.precision),
    byRound(8, 'first red, median', firstRed.median, summary.found),
    byRound(12, 'first red, nine in ten', firstRed.p90, summary.found),
    byRound(14, 'confirmed, nine in ten', firstConfirmed.p90, summary.found),
    atLeast(1, `leaks by way of libraries named by round ${LIBRARY_ROUNDS}`, summary.librariesInTime),
    atLeast(1, 'sites of warm-ups withdrawn by round 20', summary.warmUpsWithdrawn),
  ];
}

function atLeast(least: number, name: string, share: Share): Target {
  const met = share.of === 0 || share.count / share.of >= least;
  return { name, wanted: least === 1 ? 'all' : `${100 * least} % or more`, found: inPercent(share), met };
}

function atMost(most: number, name: string, share: Share): Target {
  const met = share.of === 0 || share.count / share.of <= most;
  return { name, wanted: most === 0 ? 'none' : `${100 * most} % or less`, found: inPercent(share), met };
}

function byRound(latest: number, name: string, round: number, { of }: Share): Target {
  return {
    name,
    wanted: `round ${latest} or before`,
    found: of === 0 ? '' : inRounds(round),
    met: of === 0 || round <= latest,
  };
}
