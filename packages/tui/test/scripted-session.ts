import type { GrowthReport } from '@heaptide/growth';
import type { Capture, CaptureSource } from '@heaptide/targets';
import type { WatchClock } from '../src/session/watch-clock.js';
import { WatchSession, type WatchSessionOptions } from '../src/session/watch-session.js';
import { EVERY_MS, START, sampleCapture, sampleReport } from './sample-report.js';

/** What a source answers to one request; an error is thrown. */
export type Answer = Capture | Error;

export class ScriptedSource implements CaptureSource {
  readonly name = 'pod/proxyrunner-7c9f';
  readonly answers: Answer[];
  requests = 0;
  underWay = 0;
  mostUnderWay = 0;

  constructor(answers: readonly Answer[]) {
    this.answers = [...answers];
  }

  async capture(): Promise<Capture> {
    this.requests++;
    this.mostUnderWay = Math.max(this.mostUnderWay, ++this.underWay);
    await Promise.resolve();
    this.underWay--;
    const answer = this.answers.shift();
    if (answer === undefined) throw new Error('the script has no more answers');
    if (answer instanceof Error) throw answer;
    return answer;
  }
}

/** Time that goes on only while somebody sleeps; after `sleeps` sleeps it calls `onSpent`. */
export class FakeClock implements WatchClock {
  time = START;
  readonly slept: number[] = [];
  readonly #script: readonly (() => void)[];

  constructor(script: readonly (() => void)[] = []) {
    this.#script = script;
  }

  now(): number {
    return this.time;
  }

  /** Runs what the script has for this sleep; it may abort the signal. */
  sleep(ms: number, signal: AbortSignal): Promise<void> {
    this.#script[this.slept.length]?.();
    this.slept.push(ms);
    if (!signal.aborted) this.time += ms;
    return Promise.resolve();
  }
}

/** A judge that finds what the sample report says, for as many captures as it was given. */
export function sampleHunt(changes: Partial<GrowthReport> = {}) {
  let captures = 0;
  return { add: () => sampleReport(++captures, changes) };
}

/** A session that has taken `captures` captures and stands still. */
export async function sessionAfter(
  captures: number,
  options: Partial<WatchSessionOptions> = {},
): Promise<{ session: WatchSession; clock: FakeClock }> {
  const ending = new AbortController();
  const script = Array.from({ length: captures }, (_, index) => () => {
    if (index === captures - 1) ending.abort();
  });
  const clock = new FakeClock(script);
  const answers = Array.from({ length: captures }, (_, index) => sampleCapture(index));
  const session = new WatchSession({
    source: new ScriptedSource(answers),
    everyMs: EVERY_MS,
    createHunt: () => sampleHunt(),
    clock,
    ...options,
  });
  await session.run(ending.signal);
  return { session, clock };
}
