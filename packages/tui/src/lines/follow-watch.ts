import { type WatchOutcome, WatchSession, type WatchSessionOptions } from '../session/watch-session.js';
import type { WatchState } from '../session/watch-state.js';

/** How a watch without a screen ended. */
export interface FollowedWatch extends WatchOutcome {
  /** Why nothing is read any more, where the connection was lost in the end. Raw text. */
  readonly lost?: string;
}

export interface FollowOptions extends WatchSessionOptions {
  /** Called after every change. */
  readonly onChange?: (state: WatchState) => void;
  /** Ends the watch. */
  readonly signal?: AbortSignal;
}

/**
 * Watches without drawing anything.
 * @throws {HeaptideError} when the very first capture fails.
 */
export async function followWatch(options: FollowOptions): Promise<FollowedWatch> {
  const { onChange, signal = new AbortController().signal } = options;
  const session = new WatchSession(options);
  const unsubscribe = session.subscribe(() => onChange?.(session.getSnapshot()));
  try {
    const outcome = await session.run(signal);
    const { state, reason = 'no answer' } = session.getSnapshot().connection;
    return state === 'lost' ? { ...outcome, lost: reason } : outcome;
  } finally {
    unsubscribe();
  }
}
