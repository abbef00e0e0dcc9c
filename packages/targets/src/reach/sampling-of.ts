import type { ReachOptions } from './reach-options.js';

/** How long an attached process is sampled before the first capture, unless something else is asked for. */
const WINDOW_MS = 2000;

/** How an attached process is sampled, as its address says it. */
export function samplingOf({ interval, windowMs = WINDOW_MS }: ReachOptions): {
  readonly interval?: number;
  readonly windowMs: number;
} {
  return { ...(interval === undefined ? {} : { interval }), windowMs };
}
