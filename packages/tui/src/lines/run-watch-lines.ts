import { safeText } from '@heaptide/report';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import type { WatchSessionOptions } from '../session/watch-session.js';
import { type FollowedWatch, followWatch } from './follow-watch.js';
import { NOTHING_SAID, watchLines } from './watch-lines.js';

export interface WatchLinesOptions extends WatchSessionOptions {
  /** Stands in the first line instead of the name of the source. */
  readonly title?: string;
  /** Plain by default. */
  readonly style?: DrawingStyle;
  /** Takes text that ends in a line feed. */
  readonly write: (text: string) => void;
  /** Ends the watch. */
  readonly signal?: AbortSignal;
}

/**
 * The watch as lines that are only ever appended, for logs: one per capture, one per change of a verdict.
 * @throws {HeaptideError} when the very first capture fails.
 */
export function runWatchLines(options: WatchLinesOptions): Promise<FollowedWatch> {
  const { write, title, style } = options;
  let memory = NOTHING_SAID;
  if (title !== undefined) write(`${safeText(title, { ascii: style?.ascii ?? false })}\n`);
  return followWatch({
    ...options,
    onChange: (state) => {
      const said = watchLines(state, memory, style);
      memory = said.memory;
      for (const line of said.lines) write(`${line}\n`);
    },
  });
}
