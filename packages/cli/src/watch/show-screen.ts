import { type DrawingStyleOptions, type FollowedWatch, runScreen } from '@heaptide/tui';
import type { CommandContext } from '../command.js';
import { talkTo } from '../views/talk.js';
import type { EngineOrder } from './engine-order.js';
import { startEngineThread } from './engine-thread.js';
import { keepHeapSmall } from './small-heap.js';

export interface ShowScreenOptions {
  readonly order: EngineOrder;
  readonly drawing: DrawingStyleOptions;
  readonly readOnly: boolean;
  /** Shown first; the live view by default. */
  readonly first?: 'live' | 'diff';
}

/** The screens until the user leaves them, with an engine in a thread of its own. */
export async function showScreen(
  { order, drawing, readOnly, first = 'live' }: ShowScreenOptions,
  context: Pick<CommandContext, 'stdin' | 'stdout' | 'stderr' | 'signal'>,
): Promise<Pick<FollowedWatch, 'report' | 'lost'>> {
  const { stdin, stdout, signal } = context;
  keepHeapSmall();
  const engine = startEngineThread(order);
  try {
    await runScreen({ engine, drawing, readOnly, first, title: order.name, stdin, stdout, signal });
  } finally {
    // Only now, since a line on stderr would go through the screen.
    (await engine.close()).forEach(talkTo(context));
  }
  const { report, connection } = engine.getSnapshot();
  const { state, reason = 'no answer' } = connection;
  return { ...(report === undefined ? {} : { report }), ...(state === 'lost' ? { lost: reason } : {}) };
}
