import type { WatchedPod } from '@heaptide/targets';
import { createDrawingStyle, type DrawingStyleOptions } from '../drawing/drawing-style.js';
import { systemClock, type WatchClock } from '../session/watch-clock.js';
import { copyToClipboard } from '../takeaway/clipboard-copy.js';
import { importForProduction } from '../terminal/production-import.js';
import { wantsAscii, wantsColor } from '../terminal/terminal-abilities.js';
import { TerminalGuard } from '../terminal/terminal-guard.js';
import type { WorkloadEngine } from './engine/workload-engine.js';
import { WorkloadController } from './screen/workload-controller.js';
import { INITIAL_WORKLOAD_VIEW, type WorkloadView } from './screen/workload-view.js';

export interface WorkloadScreenOptions {
  /** Runs already, and goes on when the screen is left: both are the caller's to end. */
  readonly engine: WorkloadEngine;
  /** Settles when the engine has come to its end. */
  readonly running: Promise<void>;
  /** As one left it; the beginning by default. */
  readonly view?: WorkloadView;
  /** By default as the locale, NO_COLOR, FORCE_COLOR and TERM have it. */
  readonly drawing?: Partial<DrawingStyleOptions>;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** Closes the screen. */
  readonly signal?: AbortSignal;
  readonly clock?: WatchClock;
}

/** How the screen was left. */
export type WorkloadScreenResult =
  | { readonly kind: 'quit' }
  /** The screens of a pod are asked for; `view` leads back to where one was. */
  | { readonly kind: 'open'; readonly pod: WatchedPod; readonly view: WorkloadView };

const TICK_MS = 1000;

/**
 * Shows the pods of a workload until the user quits or opens one, `signal` aborts or the engine has come to its end, and gives the
 * terminal back as it was in every case. Needs a terminal: see {@link canShowScreen}.
 * @throws {HeaptideError} what the engine ends with.
 */
export async function runWorkloadScreen(options: WorkloadScreenOptions): Promise<WorkloadScreenResult> {
  const {
    engine,
    running,
    view = INITIAL_WORKLOAD_VIEW,
    stdin,
    stdout,
    signal,
    clock = systemClock,
  } = options;
  let result: WorkloadScreenResult = { kind: 'quit' };
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
  const screen = mountController({ stdin, stdout }, (size) => {
    const controller: WorkloadController = new WorkloadController({
      engine,
      style,
      view,
      size,
      now: () => clock.now(),
      copy: (markdown) => {
        const { sequence, notice } = copyToClipboard(markdown);
        if (sequence !== '') stdout.write(sequence);
        return notice;
      },
      open: (pod) => {
        result = { kind: 'open', pod, view: controller.view };
        leave();
      },
      quit: leave,
      suspend: guard.suspend,
    });
    return controller;
  });
  const resized = () => screen.resized();
  const tick = setInterval(() => screen.refresh(), TICK_MS);
  signal?.addEventListener('abort', leave, { once: true });
  if (signal?.aborted === true) leave();
  stdout.on('resize', resized);
  // A terminal that is gone reports errors; there is nobody left to show anything to.
  stdout.on('error', leave);
  stdin.on('error', leave);
  try {
    guard.start();
    await Promise.race([left, running, rejection(screen.exited)]);
    return result;
  } finally {
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
