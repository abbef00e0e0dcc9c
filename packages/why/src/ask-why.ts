import { HeaptideError } from '@heaptide/profile/error';
import { CallMeter } from './engine/call-meter.js';
import { describeAnswer } from './engine/describe-answer.js';
import type { InspectorConnection } from './engine/inspector-connection.js';
import { type WhyLimits, WHY_LIMITS } from './engine/limits.js';
import { Question } from './engine/question.js';
import type { WhyAnswer, WhySite } from './why-answer.js';

/** What is asked. */
export interface WhyQuestion {
  readonly site: WhySite;
  /** Work counter that growth is divided by; by default one that the program counts, else its requests. */
  readonly unit?: string;
  /** Collects garbage before it is judged what is alive. */
  readonly collect?: boolean;
  readonly limits?: Partial<WhyLimits>;
  readonly signal?: AbortSignal;
  /** Told what it is at. */
  readonly onStep?: (step: WhyStep) => void;
}

/** What a question is at. */
export type WhyStep =
  | 'preparing'
  | 'catching'
  | 'walking'
  | 'looking'
  | 'catching again'
  | 'confirming'
  // Only where a heap snapshot is taken.
  | 'collecting garbage'
  | 'stopping for a heap snapshot'
  | 'reading the heap snapshot';

/**
 * Asks a live process who retains what a site keeps allocating: catches objects as the site returns them, finds the
 * collections that hold them by a bounded walk, and looks seconds later which objects are alive, and where. The process
 * is left as it was.
 * @throws {HeaptideError} `HT_E_WHY` where the site has no place in the process, or too little memory is free; what
 * the connection throws; the signal's reason.
 */
export async function askWhy(connection: InspectorConnection, asked: WhyQuestion): Promise<WhyAnswer> {
  const limits = { ...WHY_LIMITS, ...asked.limits };
  asked.signal?.throwIfAborted();
  const started = performance.now();
  const meter = new CallMeter(connection, limits.callMs);
  const question = new Question(meter, limits, asked);
  try {
    const findings = await question.ask();
    asked.signal?.throwIfAborted();
    return describeAnswer({ site: asked.site, findings, totalMs: performance.now() - started });
  } catch (error) {
    if (asked.signal?.aborted === true) throw asked.signal.reason as Error;
    throw error instanceof Error ? error : new HeaptideError('HT_E_WHY', String(error));
  } finally {
    await question.end();
  }
}
