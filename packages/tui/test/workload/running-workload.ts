import type { WatchClock } from '../../src/session/watch-clock.js';
import { LocalWorkload } from '../../src/workload/engine/local-workload.js';
import type { WorkloadOptions } from '../../src/workload/engine/workload-options.js';
import type { WorkloadState } from '../../src/workload/model/workload-state.js';
import { EVERY_MS, START } from './pod-samples.js';
import type { ScriptedWorkload } from './scripted-workload.js';

const LONGEST_WAIT_MS = 10_000;

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** Time that stands still until it is moved on, for any number of sleepers. */
export class MovedClock implements WatchClock {
  time = START;
  readonly #sleepers = new Set<Sleeper>();

  now(): number {
    return this.time;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#sleepers.delete(sleeper);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper = { until: this.time + ms, wake };
      this.#sleepers.add(sleeper);
      if (signal.aborted) wake();
      else signal.addEventListener('abort', wake, { once: true });
    });
  }

  move(ms: number): void {
    this.time += ms;
    for (const { until, wake } of [...this.#sleepers]) if (until <= this.time) wake();
  }
}

export interface RunningWorkload {
  readonly engine: LocalWorkload;
  readonly clock: MovedClock;
  readonly states: readonly WorkloadState[];
  readonly running: Promise<void>;
  /** Waits until the state is as `holds` says. */
  readonly until: (holds: (state: WorkloadState) => boolean) => Promise<WorkloadState>;
  /** Lets time pass, a tenth of a round at a time, until the state is as `holds` says. */
  readonly passUntil: (holds: (state: WorkloadState) => boolean) => Promise<WorkloadState>;
  readonly stop: () => Promise<readonly string[]>;
}

/** An engine that runs; its clock stands still until it is moved. */
export function runWorkload(
  source: ScriptedWorkload,
  options: Partial<WorkloadOptions> = {},
): RunningWorkload {
  const clock = new MovedClock();
  const engine = new LocalWorkload({ source, everyMs: EVERY_MS, clock, ...options });
  const states: WorkloadState[] = [];
  engine.subscribe(() => states.push(engine.getSnapshot()));
  const ending = new AbortController();
  const running = engine.run(ending.signal);
  running.catch(() => undefined);
  const waitFor = async (holds: (state: WorkloadState) => boolean, meanwhile: () => void) => {
    for (const last = Date.now() + LONGEST_WAIT_MS; !holds(engine.getSnapshot());) {
      if (Date.now() > last) throw new Error('the engine never came to what was waited for');
      meanwhile();
      await new Promise((resolve) => setImmediate(resolve));
    }
    return engine.getSnapshot();
  };
  const isIdle = () => source.underWay === 0;
  return {
    engine,
    clock,
    states,
    running,
    until: (holds) => waitFor(holds, () => undefined),
    passUntil: (holds) => waitFor(holds, () => isIdle() && clock.move(EVERY_MS / 10)),
    stop: async () => {
      ending.abort();
      await running.catch(() => undefined);
      return engine.close();
    },
  };
}
