import { createDrawingStyle, type DrawingStyle, type DrawingStyleOptions } from '../drawing/drawing-style.js';
import { wantsAscii, wantsColor } from '../terminal/terminal-abilities.js';
import { TerminalGuard } from '../terminal/terminal-guard.js';
import type { MountedController } from './mount-controller.js';

/** The terminal that a screen is shown on. */
export interface ScreenTerminal {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** By default as the locale, NO_COLOR, FORCE_COLOR and TERM have it. */
  readonly drawing?: Partial<DrawingStyleOptions> | undefined;
  /** Closes the screen. */
  readonly signal?: AbortSignal | undefined;
}

export interface ShownScreen {
  /** Aborted once the screen is to be left: by whoever has it, by `signal`, by the end of the terminal. */
  readonly leaving: AbortController;
  /** How often the clock goes on, in milliseconds; never by default. */
  readonly tickMs?: number;
  mount(at: { readonly style: DrawingStyle; readonly guard: TerminalGuard }): MountedController;
  /** The screen stays until this settles. */
  readonly until: Promise<unknown>;
}

/**
 * Shows a screen, and gives the terminal back as it was in every case.
 * @throws what `until` or drawing throws.
 */
export async function showOnTerminal(terminal: ScreenTerminal, shown: ShownScreen): Promise<void> {
  const { stdin, stdout, signal } = terminal;
  const { leaving, tickMs, until } = shown;
  const leave = () => leaving.abort();
  const style = createDrawingStyle({ color: wantsColor(stdout), ascii: wantsAscii(), ...terminal.drawing });
  const guard = new TerminalGuard({
    stdin,
    stdout,
    onEnter: () => screen.compositor.open(),
    onLeave: () => screen.compositor.close(),
    onSignal: leave,
    onEnd: () => screen.unmount(),
  });
  const screen = shown.mount({ style, guard });
  const resized = () => screen.resized();
  const tick = tickMs === undefined ? undefined : setInterval(() => screen.refresh(), tickMs);
  signal?.addEventListener('abort', leave, { once: true });
  if (signal?.aborted === true) leave();
  stdout.on('resize', resized);
  // A terminal that is gone reports errors; there is nobody left to show anything to.
  stdout.on('error', leave);
  stdin.on('error', leave);
  try {
    guard.start();
    await Promise.race([until, rejection(screen.exited)]);
  } finally {
    leave();
    clearInterval(tick);
    signal?.removeEventListener('abort', leave);
    guard.stop();
    screen.unmount();
    stdin.pause();
    stdout.off('resize', resized);
    stdin.off('error', leave);
    setImmediate(() => stdout.off('error', leave));
  }
}

/** Never resolves, but passes on the rejection of `promise`. */
function rejection(promise: Promise<unknown>): Promise<never> {
  return new Promise((_, reject) => void promise.catch(reject));
}
