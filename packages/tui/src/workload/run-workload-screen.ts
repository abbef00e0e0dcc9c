import type { WatchedPod } from '@heaptide/targets';
import { type ScreenTerminal, showOnTerminal } from '../screen/show-on-terminal.js';
import { untilAborted } from '../session/until-aborted.js';
import { systemClock, type WatchClock } from '../session/watch-clock.js';
import { copyThrough } from '../takeaway/copy-through.js';
import { importForProduction } from '../terminal/production-import.js';
import type { WorkloadEngine } from './engine/workload-engine.js';
import { WorkloadController } from './screen/workload-controller.js';
import { INITIAL_WORKLOAD_VIEW, type WorkloadView } from './screen/workload-view.js';

export interface WorkloadScreenOptions extends ScreenTerminal {
  /** Runs already, and goes on when the screen is left: both are the caller's to end. */
  readonly engine: WorkloadEngine;
  /** Settles when the engine has come to its end. */
  readonly running: Promise<void>;
  /** As one left it; the beginning by default. */
  readonly view?: WorkloadView;
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
  const { engine, running, view = INITIAL_WORKLOAD_VIEW, stdin, stdout, clock = systemClock } = options;
  let result: WorkloadScreenResult = { kind: 'quit' };
  const leaving = new AbortController();
  const leave = () => leaving.abort();
  const { mountController } = await importForProduction(() => import('../screen/mount-controller.js'));
  await showOnTerminal(options, {
    leaving,
    tickMs: TICK_MS,
    until: untilAborted(running, leaving.signal),
    mount: ({ style, guard }) =>
      mountController({ stdin, stdout }, (size) => {
        const controller: WorkloadController = new WorkloadController({
          engine,
          style,
          view,
          size,
          now: () => clock.now(),
          copy: copyThrough(stdout),
          open: (pod) => {
            result = { kind: 'open', pod, view: controller.view };
            leave();
          },
          quit: leave,
          suspend: guard.suspend,
        });
        return controller;
      }),
  });
  return result;
}
