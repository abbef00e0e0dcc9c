import type { ExactSites, ExactSitesWish, ReceivedCapture } from '@heaptide/targets';
import type { EngineOptions, LiveTarget } from '../../src/engine/engine-options.js';
import { LocalEngine } from '../../src/engine/local-engine.js';
import type { EngineState } from '../../src/engine/watch-engine.js';
import { SteppedClock } from '../sample-engine.js';
import { EVERY_MS } from '../sample-report.js';

const LONGEST_WAIT_MS = 10_000;

/** A process that answers as it is told to, and whose exact sites can be looked at. */
export class ScriptedTarget implements LiveTarget {
  readonly name = 'pod/proxyrunner-7c9f';
  readonly wishes: number[] = [];
  /** Answers to wishes for exact sites wait for it. */
  beforeExact: Promise<void> = Promise.resolve();
  readonly #answers: (ReceivedCapture | Error)[];

  constructor(answers: readonly (ReceivedCapture | Error)[]) {
    this.#answers = [...answers];
  }

  give(...answers: readonly (ReceivedCapture | Error)[]): void {
    this.#answers.push(...answers);
  }

  receive(): Promise<ReceivedCapture> {
    const answer = this.#answers.shift();
    if (answer === undefined) return new Promise(() => undefined);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  }

  async exactSites({ seconds }: ExactSitesWish): Promise<ExactSites> {
    this.wishes.push(seconds);
    await this.beforeExact;
    const until = '2026-03-11T14:00:00.000Z';
    return { exactSites: seconds > 0, always: false, interval: 32_768, ...(seconds > 0 ? { until } : {}) };
  }
}

export interface ScriptedEngine {
  readonly engine: LocalEngine;
  readonly clock: SteppedClock;
  /** Waits until the state is as `holds` says. */
  readonly until: (holds: (state: EngineState) => boolean) => Promise<EngineState>;
  /** Takes one more capture, or fails to, and waits until `holds`. */
  readonly step: (holds: (state: EngineState) => boolean) => Promise<EngineState>;
  readonly stop: () => Promise<readonly string[]>;
}

/** An engine that runs; its clock stands still until it is stepped. */
export function runEngine(
  target: EngineOptions['target'],
  options: Partial<EngineOptions> = {},
): ScriptedEngine {
  const clock = new SteppedClock();
  const engine = new LocalEngine({ target, everyMs: EVERY_MS, exportTo: '.', clock, ...options });
  const ending = new AbortController();
  const running = engine.run(ending.signal);
  running.catch(() => undefined);
  const until = async (holds: (state: EngineState) => boolean) => {
    for (const last = Date.now() + LONGEST_WAIT_MS; !holds(engine.getSnapshot());) {
      if (Date.now() > last) throw new Error('the engine never came to what was waited for');
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return engine.getSnapshot();
  };
  return {
    engine,
    clock,
    until,
    step: (holds) => {
      clock.step();
      return until(holds);
    },
    stop: async () => {
      ending.abort();
      await running.catch(() => undefined);
      return engine.close();
    },
  };
}

/** As many captures are kept. */
export function kept(count: number): (state: EngineState) => boolean {
  return ({ entries }) => entries.length === count;
}
