import type { GrowthReport } from '@heaptide/growth';
import type { Capture } from '@heaptide/targets';
import { LocalEngine } from '../src/engine/local-engine.js';
import type { EngineOptions, LiveTarget, SeriesJudge } from '../src/engine/engine-options.js';
import type { WatchClock } from '../src/session/watch-clock.js';
import { EVERY_MS, sampleCapture, sampleReport, START } from './sample-report.js';

/** As far as sites are counted in it. */
const EMPTY = {
  samples: { length: 0 },
  functions: { length: 0 },
  sampleTypes: [],
} as unknown as Capture['profile'];
const MOST_TURNS = 10_000;

/** A process that answers with sample captures, one after the other. */
export class SampleTarget implements LiveTarget {
  readonly name = 'pod/proxyrunner-7c9f';
  requests = 0;
  exact = false;

  receive() {
    const capture = { ...sampleCapture(this.requests++), profile: EMPTY };
    return Promise.resolve({ capture, bytes: new Uint8Array(1000) });
  }

  exactSites({ seconds }: { readonly seconds: number }) {
    this.exact = seconds > 0;
    return Promise.resolve({ exactSites: this.exact, always: false, interval: 32_768 });
  }
}

/** Time that goes on when it is told to; a sleep ends with {@link step} or when it is aborted. */
export class SteppedClock implements WatchClock {
  time = START;
  #next: (() => void) | undefined;

  now(): number {
    return this.time;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    this.time += ms;
    return new Promise((resolve) => {
      this.#next = resolve;
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  step(): void {
    this.#next?.();
  }
}

/** A judge that finds what the sample report says, or always `report`. */
export function sampleJudge(report?: GrowthReport): SeriesJudge {
  let captures = 0;
  const say = () => report ?? sampleReport(captures);
  const take = () => {
    captures++;
  };
  const add = () => {
    take();
    return say();
  };
  return { take, report: say, add };
}

export interface SampleEngine {
  readonly engine: LocalEngine;
  readonly target: SampleTarget;
  readonly clock: SteppedClock;
  /** Takes one more capture. */
  step(): Promise<void>;
  stop(): Promise<void>;
}

/** An engine that has taken `captures` captures and waits. */
export async function engineAfter(
  captures: number,
  options: Partial<EngineOptions> & { readonly says?: GrowthReport } = {},
): Promise<SampleEngine> {
  const { says, ...changes } = options;
  const target = new SampleTarget();
  const clock = new SteppedClock();
  const engine = new LocalEngine({
    target,
    everyMs: EVERY_MS,
    exportTo: '.',
    clock,
    createHunt: () => sampleJudge(says),
    ...changes,
  });
  const ending = new AbortController();
  const running = engine.run(ending.signal);
  const arrived = () => engine.getSnapshot().entries.at(-1)?.number ?? 0;
  const until = async (wanted: number) => {
    for (let turn = 0; arrived() < wanted; turn++) {
      if (turn === MOST_TURNS) throw new Error(`capture ${wanted} never came`);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await until(1);
  const step = async () => {
    const before = arrived();
    clock.step();
    await until(before + 1);
  };
  while (arrived() < captures) await step();
  return {
    engine,
    target,
    clock,
    step,
    stop: async () => {
      ending.abort();
      await running;
      await engine.close();
    },
  };
}
