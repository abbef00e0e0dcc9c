import type { WatchEngine } from './engine/watch-engine.js';
import { type ScreenTerminal, showOnTerminal } from './screen/show-on-terminal.js';
import { systemClock, type WatchClock } from './session/watch-clock.js';
import { copyThrough } from './takeaway/copy-through.js';
import { editorCommand } from './takeaway/editor-command.js';
import { holdKeyboard } from './takeaway/hold-keyboard.js';
import { runEditor } from './takeaway/run-editor.js';
import { importForProduction } from './terminal/production-import.js';
import type { TerminalGuard } from './terminal/terminal-guard.js';

export interface ScreenOptions extends ScreenTerminal {
  readonly engine: WatchEngine;
  /** Stands in the header instead of the name of the source. */
  readonly title?: string;
  /** Shown first; the live view by default. */
  readonly first?: 'live' | 'diff';
  /** Nothing that costs the watched process something can be asked for. */
  readonly readOnly?: boolean;
  readonly clock?: WatchClock;
}

const TICK_MS = 1000;

/**
 * Shows the screens until the user quits, `signal` aborts or the engine has come to its end, and gives the terminal back
 * as it was in every case. Needs a terminal: see {@link canShowScreen}. The engine is the caller's to close.
 * @throws {HeaptideError} when the very first capture fails.
 */
export async function runScreen(options: ScreenOptions): Promise<void> {
  const { engine, stdin, stdout, clock = systemClock, readOnly = false, first = 'live' } = options;
  const leaving = new AbortController();
  // The engine need not wait for the screen, nor the screen for the engine.
  const running = engine.run(leaving.signal);
  running.catch(() => undefined);
  const { mountScreen } = await importForProduction(() => import('./screen/mount-screen.js'));
  await showOnTerminal(options, {
    leaving,
    tickMs: TICK_MS,
    until: running,
    mount: ({ style, guard }) =>
      mountScreen({
        engine,
        style,
        title: options.title ?? engine.getSnapshot().name,
        readOnly,
        first,
        stdin,
        stdout,
        now: () => clock.now(),
        takeAway: {
          copy: copyThrough(stdout),
          edit: async (place) => {
            const command = editorCommand({ column: 1, ...place });
            if ('problem' in command) return command.problem;
            return runEditor(command, loanOf(guard, stdin));
          },
        },
        quit: () => leaving.abort(),
        suspend: guard.suspend,
      }),
  });
}

/** The terminal as it is lent to an editor: nobody but the editor reads its keys. */
function loanOf(guard: TerminalGuard, stdin: NodeJS.ReadStream) {
  let giveBack: (() => void) | undefined;
  return {
    leave: async () => {
      guard.leave();
      giveBack = await holdKeyboard(stdin);
    },
    enter: () => {
      giveBack?.();
      guard.enter();
    },
  };
}
