import type { WatchedPod, WorkloadSource } from '@heaptide/targets';
import type { DrawingStyleOptions, WorkloadEngine, WorkloadState, WorkloadView } from '@heaptide/tui';
import type { CommandContext, ExitCode } from '../command.js';
import { talkTo } from '../views/talk.js';
import type { FailOn } from '../watch/fail-on.js';
import type { WatchFace } from '../watch/watch-face.js';
import { workloadEngineOptions, type WorkloadEngineWishes } from './workload-engine-options.js';
import { workloadExit, workloadResultLine } from './workload-result.js';

export interface WorkloadWatchOptions extends Omit<WorkloadEngineWishes, 'stopWhen'> {
  readonly face: WatchFace;
  readonly drawing: DrawingStyleOptions;
  readonly failOn: FailOn;
  /** Starts an engine in a thread of its own, for a screen; without it the engine is in this thread. The source is then unused. */
  readonly startThread?: () => WorkloadEngine;
  /** Shows the screens of one pod until the user leaves them. */
  readonly openPod: (pod: WatchedPod) => Promise<unknown>;
}

type WatchContext = Pick<CommandContext, 'stdin' | 'stdout' | 'stderr' | 'signal'>;

/**
 * Watches the pods of a workload: a screen, lines or JSON, as `face` says. Closes the source.
 * @throws {HeaptideError} when the pods cannot even be listed once.
 */
export async function runWorkloadWatch(
  source: WorkloadSource,
  options: WorkloadWatchOptions,
  context: WatchContext,
): Promise<ExitCode> {
  const { face, failOn, startThread } = options;
  const { stdout, signal } = context;
  const tui = await import('@heaptide/tui');
  const isScreen = face.kind === 'screen';
  const engine =
    isScreen && startThread !== undefined
      ? startThread()
      : new tui.LocalWorkload(
          workloadEngineOptions(source, {
            ...options,
            ...(isOnce(options) && { stopWhen: tui.isCapturedOnce }),
          }),
        );
  try {
    const state = isScreen
      ? await showWorkload(engine, options, context)
      : await print(engine, options, context);
    const ended = { state, isInterrupted: signal.aborted, failOn };
    if (face.kind === 'lines' || face.kind === 'accessible') stdout.write(`${workloadResultLine(ended)}\n`);
    return workloadExit(ended);
  } finally {
    // Only now, since a line on stderr would go through the screen.
    (await engine.close()).forEach(talkTo(context));
    await source.close();
  }
}

/** Whether a capture of every pod is all that is wanted. */
function isOnce({ face, durationMs }: WorkloadWatchOptions): boolean {
  return face.kind === 'once' || (face.kind === 'json' && durationMs === undefined);
}

async function print(
  engine: WorkloadEngine,
  { face, drawing }: WorkloadWatchOptions,
  { stdout, signal }: WatchContext,
): Promise<WorkloadState> {
  const tui = await import('@heaptide/tui');
  const form = face.kind === 'screen' || face.kind === 'accessible' ? 'lines' : face.kind;
  const style = tui.createDrawingStyle(drawing);
  return tui.printWorkload({ engine, form, style, signal, write: (text) => stdout.write(text) });
}

/** The pods, and the screens of each that is opened, until the user leaves the pods. The engine goes on all the while. */
async function showWorkload(
  engine: WorkloadEngine,
  { drawing, openPod }: WorkloadWatchOptions,
  { stdin, stdout, signal }: WatchContext,
): Promise<WorkloadState> {
  const { runWorkloadScreen } = await import('@heaptide/tui');
  const ending = new AbortController();
  const running = engine.run(AbortSignal.any([signal, ending.signal]));
  running.catch(() => undefined);
  let view: WorkloadView | undefined;
  try {
    for (;;) {
      const shown = { engine, running, drawing, stdin, stdout, signal };
      const left = await runWorkloadScreen(view === undefined ? shown : { ...shown, view });
      if (left.kind === 'quit' || signal.aborted) break;
      ({ view } = left);
      await openPod(left.pod);
    }
  } finally {
    ending.abort();
  }
  await running;
  return engine.getSnapshot();
}
