import type { CommandContext } from '../command.js';

/** Why there is nothing left to watch. */
export interface WatchEnd {
  /** As a remark of the result: `the program ended with exit code 3`. */
  readonly remark: string;
  /** It should not have come to this. */
  readonly isFailure: boolean;
}

/** What a watch may touch of the world around it. */
export interface WatchContext extends CommandContext {
  /** Aborted, with a {@link WatchEnd} as its reason, when there is nothing left to watch; the watch ends then. */
  readonly end?: AbortSignal;
}

/** What has ended the watch, if it was not the user or the time. */
export function watchEnd({ end }: Pick<WatchContext, 'end'>): WatchEnd | undefined {
  return end?.aborted === true ? (end.reason as WatchEnd) : undefined;
}

/** Aborted when the watch is to end, by whatever. */
export function endingSignal({ signal, end }: Pick<WatchContext, 'signal' | 'end'>): AbortSignal {
  return end === undefined ? signal : AbortSignal.any([signal, end]);
}
