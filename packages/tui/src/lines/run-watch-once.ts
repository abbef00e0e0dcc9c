import type { DrawingStyle } from '../drawing/drawing-style.js';
import type { WatchState } from '../session/watch-state.js';
import { type FollowOptions, type FollowedWatch, followWatch } from './follow-watch.js';
import { onceReport } from './once-report.js';

export interface WatchOnceOptions extends Omit<FollowOptions, 'onChange' | 'stopWhen'> {
  /** Plain by default. */
  readonly style?: DrawingStyle;
  /** Takes text that ends in a line feed. */
  readonly write: (text: string) => void;
}

/**
 * Reads one capture and says what it shows.
 * @throws {HeaptideError} when it fails.
 */
export async function runWatchOnce(options: WatchOnceOptions): Promise<FollowedWatch> {
  let last: WatchState | undefined;
  const followed = await followWatch({
    ...options,
    stopWhen: () => true,
    onChange: (state) => (last = state),
  });
  if (last !== undefined) for (const line of onceReport(last, options.style)) options.write(`${line}\n`);
  return followed;
}
