import { HeaptideError } from '@heaptide/profile';
import { parseDuration } from '../duration.js';

/** As a person gives them; what is absent follows from the others. */
export interface CaptureTimes {
  readonly every: string | undefined;
  readonly count: number | undefined;
  readonly duration: string | undefined;
}

/** When a live process is read. */
export interface CapturePlan {
  readonly everyMs: number;
  /** Captures at most. */
  readonly count: number;
  /** No capture begins later than that after the first. */
  readonly durationMs: number;
}

const USUAL = { everyMs: 10_000, count: 20 };
/** Each capture is a collection, which pauses the process. */
const SHORTEST_MS = 1000;
/** What a report covers; more captures would only cost more. */
const MOST_CAPTURES = 240;

/**
 * So many captures, or as many as fit into a time, whichever ends first; 20 captures every 10 s where nothing is said.
 * A time alone is divided by 20 captures at least and 240 at most.
 * @throws {HeaptideError} `HT_E_USAGE`.
 */
export function planCaptures({ every, count, duration }: CaptureTimes): CapturePlan {
  if (count !== undefined && (!Number.isSafeInteger(count) || count < 1)) {
    throw new HeaptideError('HT_E_USAGE', '--count takes a whole number from 1');
  }
  const given = every === undefined ? undefined : parseDuration(every);
  if (duration === undefined) {
    return { everyMs: given ?? USUAL.everyMs, count: count ?? USUAL.count, durationMs: Infinity };
  }
  const durationMs = parseDuration(duration);
  if (!(durationMs > 0)) throw new HeaptideError('HT_E_USAGE', '--duration is longer than nothing');
  const everyMs = given ?? spread(durationMs, count);
  const fitting = everyMs > 0 ? Math.floor(durationMs / everyMs) + 1 : Infinity;
  return { everyMs, count: Math.min(count ?? Infinity, fitting), durationMs };
}

function spread(durationMs: number, count: number | undefined): number {
  if (count !== undefined) return durationMs / Math.max(1, count - 1);
  const usual = Math.min(USUAL.everyMs, Math.max(SHORTEST_MS, durationMs / (USUAL.count - 1)));
  return Math.max(usual, durationMs / (MOST_CAPTURES - 1));
}
