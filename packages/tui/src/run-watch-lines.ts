import { NOTHING_SAID, watchLines } from './watch-lines.js';
import { type WatchOutcome, WatchSession, type WatchSessionOptions } from './session/watch-session.js';
import { safeText } from '@heaptide/report';

export interface WatchLinesOptions extends WatchSessionOptions {
  /** Stands in the first line instead of the name of the source. */
  readonly title?: string;
  /** Takes text that ends in a line feed. */
  readonly write: (text: string) => void;
  /** Ends the watch. */
  readonly signal?: AbortSignal;
}

/**
 * The watch as lines that are only ever appended, for logs: one per capture, one per change of a verdict.
 * @throws {HeaptideError} when the very first capture fails.
 */
export async function runWatchLines(options: WatchLinesOptions): Promise<WatchOutcome> {
  const { write, title, signal = new AbortController().signal } = options;
  const session = new WatchSession(options);
  let memory = NOTHING_SAID;
  if (title !== undefined) write(`${safeText(title)}\n`);
  const unsubscribe = session.subscribe(() => {
    const said = watchLines(session.getSnapshot(), memory);
    memory = said.memory;
    for (const line of said.lines) write(`${line}\n`);
  });
  try {
    return await session.run(signal);
  } finally {
    unsubscribe();
  }
}
