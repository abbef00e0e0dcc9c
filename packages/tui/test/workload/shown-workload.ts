import type { WatchedPod } from '@heaptide/targets';
import { createDrawingStyle } from '../../src/drawing/drawing-style.js';
import type { WorkloadEngine } from '../../src/workload/engine/workload-engine.js';
import type { WorkloadState } from '../../src/workload/model/workload-state.js';
import { WorkloadController } from '../../src/workload/screen/workload-controller.js';
import { INITIAL_WORKLOAD_VIEW, type WorkloadView } from '../../src/workload/screen/workload-view.js';
import { NOW } from './sample-state.js';

/** An engine that says what it is told to, and remembers what it was asked. */
export class ToldWorkload implements WorkloadEngine {
  readonly asked: string[] = [];
  readonly #listeners = new Set<() => void>();
  #state: WorkloadState;

  constructor(state: WorkloadState) {
    this.#state = state;
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly getSnapshot = () => this.#state;

  tell(state: WorkloadState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener();
  }

  run(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  }

  captureNow(key?: string): void {
    this.asked.push(`capture ${key}`);
  }

  hold(): void {
    this.asked.push('hold');
    this.tell({ ...this.#state, paused: true });
  }

  release(): void {
    this.asked.push('release');
    this.tell({ ...this.#state, paused: false });
  }

  close(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }
}

export interface ShowOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly ascii?: boolean;
  readonly view?: WorkloadView;
}

export function showWorkload(state: WorkloadState, options: ShowOptions = {}) {
  const { columns = 100, rows = 30, ascii = false, view = INITIAL_WORKLOAD_VIEW } = options;
  const engine = new ToldWorkload(state);
  const opened: WatchedPod[] = [];
  const copied: string[] = [];
  const clock = { now: NOW };
  let quits = 0;
  const controller = new WorkloadController({
    engine,
    style: createDrawingStyle({ color: false, ascii }),
    view,
    size: () => ({ columns, rows }),
    now: () => clock.now,
    copy: (markdown) => {
      copied.push(markdown);
      return 'copied';
    },
    open: (pod) => opened.push(pod),
    quit: () => quits++,
    suspend: () => undefined,
  });
  const lines = () => controller.getSnapshot().lines;
  return {
    engine,
    controller,
    clock,
    opened,
    copied,
    quits: () => quits,
    lines,
    text: () =>
      `${lines()
        .map((line) => line.trimEnd())
        .join('\n')}\n`,
    /** The line of the row that the cursor is on. */
    selected: () => lines().find((line) => line.startsWith('> ')) ?? '',
    press: (...keys: readonly string[]) => controller.press(keys),
  };
}
