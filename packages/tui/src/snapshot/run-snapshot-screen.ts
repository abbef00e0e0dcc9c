import { createDrawingStyle, type DrawingStyleOptions } from '../drawing/drawing-style.js';
import { copyToClipboard } from '../takeaway/clipboard-copy.js';
import { importForProduction } from '../terminal/production-import.js';
import { wantsAscii, wantsColor } from '../terminal/terminal-abilities.js';
import { TerminalGuard } from '../terminal/terminal-guard.js';
import type { SnapshotEngine } from './engine/snapshot-engine.js';
import { SnapshotController } from './screen/snapshot-controller.js';

export interface SnapshotScreenOptions {
  /** The caller's to close. */
  readonly engine: SnapshotEngine;
  /** By default as the locale, NO_COLOR, FORCE_COLOR and TERM have it. */
  readonly drawing?: Partial<DrawingStyleOptions>;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** Closes the screen. */
  readonly signal?: AbortSignal;
}

/**
 * Shows a heap snapshot until the user quits or `signal` aborts, and gives the terminal back as it was in every case. Needs a
 * terminal: see {@link canShowScreen}.
 * @throws {HeaptideError} why the snapshot cannot be opened.
 */
export async function runSnapshotScreen(options: SnapshotScreenOptions): Promise<void> {
  const { engine, stdin, stdout, signal } = options;
  const leaving = new AbortController();
  const leave = () => leaving.abort();
  const left = new Promise<void>((resolve) =>
    leaving.signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  const { mountController } = await importForProduction(() => import('../screen/mount-controller.js'));
  const style = createDrawingStyle({ color: wantsColor(stdout), ascii: wantsAscii(), ...options.drawing });
  const guard = new TerminalGuard({
    stdin,
    stdout,
    onEnter: () => screen.compositor.open(),
    onLeave: () => screen.compositor.close(),
    onSignal: leave,
    onEnd: () => screen.unmount(),
  });
  const screen = mountController(
    { stdin, stdout },
    (size) =>
      new SnapshotController({
        engine,
        style,
        size,
        copy: (markdown) => {
          const { sequence, notice } = copyToClipboard(markdown);
          if (sequence !== '') stdout.write(sequence);
          return notice;
        },
        quit: leave,
        suspend: guard.suspend,
      }),
  );
  const resized = () => screen.resized();
  signal?.addEventListener('abort', leave, { once: true });
  if (signal?.aborted === true) leave();
  stdout.on('resize', resized);
  // A terminal that is gone reports errors; there is nobody left to show anything to.
  stdout.on('error', leave);
  stdin.on('error', leave);
  try {
    guard.start();
    await Promise.race([left, engine.ended, rejection(screen.exited)]);
  } finally {
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
