import { createDrawingStyle } from './drawing/drawing-style.js';
import { importForProduction } from './terminal/production-import.js';
import { wantsAscii, wantsColor } from './terminal/terminal-abilities.js';
import { TerminalGuard } from './terminal/terminal-guard.js';
import { systemClock } from './session/watch-clock.js';
import { type WatchOutcome, WatchSession, type WatchSessionOptions } from './session/watch-session.js';

export interface WatchScreenOptions extends WatchSessionOptions {
  /** Stands in the header instead of the name of the source. */
  readonly title?: string;
  /** Draw with ASCII only, also where the locale has more. */
  readonly ascii?: boolean;
  /** By default as NO_COLOR, FORCE_COLOR and TERM have it. */
  readonly color?: boolean;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** Closes the screen. */
  readonly signal?: AbortSignal;
}

const TICK_MS = 1000;

/**
 * Shows the live view until the user quits, `signal` aborts or `stopWhen` is satisfied, and gives the terminal back
 * as it was in every case. Needs a terminal: see {@link canShowScreen}.
 * @throws {HeaptideError} when the very first capture fails.
 */
export async function runWatchScreen(options: WatchScreenOptions): Promise<WatchOutcome> {
  const { stdin, stdout, signal, clock = systemClock } = options;
  const { mountWatchScreen } = await importForProduction(() => import('./screen/mount-watch-screen.js'));
  const style = createDrawingStyle({
    color: options.color ?? wantsColor(stdout),
    ascii: options.ascii === true || wantsAscii(),
  });
  const ending = new AbortController();
  const end = () => ending.abort();
  const session = new WatchSession(options);
  const guard = new TerminalGuard({
    stdin,
    stdout,
    onEnter: () => screen.compositor.open(),
    onLeave: () => screen.compositor.close(),
    onSignal: end,
    onEnd: () => screen.unmount(),
  });
  const screen = mountWatchScreen({
    session,
    style,
    title: options.title ?? options.source.name,
    stdin,
    stdout,
    now: () => clock.now(),
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
    return await Promise.race([session.run(ending.signal), rejection(screen.exited)]);
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

/** Never resolves, but passes on the rejection of `promise`. */
function rejection(promise: Promise<unknown>): Promise<never> {
  return new Promise((_, reject) => void promise.catch(reject));
}
