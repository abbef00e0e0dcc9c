import { createDrawingStyle, type DrawingStyleOptions } from './drawing/drawing-style.js';
import type { WatchEngine } from './engine/watch-engine.js';
import { systemClock, type WatchClock } from './session/watch-clock.js';
import { copyToClipboard } from './takeaway/clipboard-copy.js';
import { editorCommand } from './takeaway/editor-command.js';
import { holdKeyboard } from './takeaway/hold-keyboard.js';
import { runEditor } from './takeaway/run-editor.js';
import { importForProduction } from './terminal/production-import.js';
import { wantsAscii, wantsColor } from './terminal/terminal-abilities.js';
import { TerminalGuard } from './terminal/terminal-guard.js';

export interface ScreenOptions {
  readonly engine: WatchEngine;
  /** Stands in the header instead of the name of the source. */
  readonly title?: string;
  /** By default as the locale, NO_COLOR, FORCE_COLOR and TERM have it. */
  readonly drawing?: Partial<DrawingStyleOptions>;
  /** Shown first; the live view by default. */
  readonly first?: 'live' | 'diff';
  /** Nothing that costs the watched process something can be asked for. */
  readonly readOnly?: boolean;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** Closes the screen. */
  readonly signal?: AbortSignal;
  readonly clock?: WatchClock;
}

const TICK_MS = 1000;

/**
 * Shows the screens until the user quits, `signal` aborts or the engine has come to its end, and gives the terminal back
 * as it was in every case. Needs a terminal: see {@link canShowScreen}. The engine is the caller's to close.
 * @throws {HeaptideError} when the very first capture fails.
 */
export async function runScreen(options: ScreenOptions): Promise<void> {
  const { engine, stdin, stdout, signal, clock = systemClock, readOnly = false, first = 'live' } = options;
  const ending = new AbortController();
  const end = () => ending.abort();
  // The engine need not wait for the screen, nor the screen for the engine.
  const running = engine.run(ending.signal);
  running.catch(() => undefined);
  const { mountScreen } = await importForProduction(() => import('./screen/mount-screen.js'));
  const style = createDrawingStyle({
    color: wantsColor(stdout),
    ascii: wantsAscii(),
    ...options.drawing,
  });
  const guard = new TerminalGuard({
    stdin,
    stdout,
    onEnter: () => screen.compositor.open(),
    onLeave: () => screen.compositor.close(),
    onSignal: end,
    onEnd: () => screen.unmount(),
  });
  const screen = mountScreen({
    engine,
    style,
    title: options.title ?? engine.getSnapshot().name,
    readOnly,
    first,
    stdin,
    stdout,
    now: () => clock.now(),
    takeAway: {
      copy: (markdown) => {
        const { sequence, notice } = copyToClipboard(markdown);
        if (sequence !== '') stdout.write(sequence);
        return notice;
      },
      edit: async (place) => {
        const command = editorCommand({ column: 1, ...place });
        if ('problem' in command) return command.problem;
        return runEditor(command, loanOf(guard, stdin));
      },
    },
    quit: end,
    suspend: guard.suspend,
  });
  const resized = () => screen.resized();
  const tick = setInterval(() => screen.refresh(), TICK_MS);
  signal?.addEventListener('abort', end, { once: true });
  if (signal?.aborted === true) end();
  stdout.on('resize', resized);
  // A terminal that is gone reports errors; there is nobody left to show anything to.
  stdout.on('error', end);
  stdin.on('error', end);
  try {
    guard.start();
    await Promise.race([running, rejection(screen.exited)]);
  } finally {
    end();
    clearInterval(tick);
    signal?.removeEventListener('abort', end);
    guard.stop();
    screen.unmount();
    stdin.pause();
    stdout.off('resize', resized);
    stdin.off('error', end);
    setImmediate(() => stdout.off('error', end));
  }
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

/** Never resolves, but passes on the rejection of `promise`. */
function rejection(promise: Promise<unknown>): Promise<never> {
  return new Promise((_, reject) => void promise.catch(reject));
}
