import { setTimeout as sleep } from 'node:timers/promises';
import type { CaptureRequest } from './capture-source.js';
import type { ReceivedCapture } from './heap-endpoint.js';
import type { LiveProcess } from './live-process.js';

export interface PollOptions extends CaptureRequest {
  /** Time from the start of one capture to the start of the next; a slow capture delays the next. */
  readonly everyMs: number;
  readonly count: number;
}

/** Reads `count` captures in turn. Ends early, without an error, when `signal` is aborted. */
export async function* pollCaptures(
  live: Pick<LiveProcess, 'receive'>,
  { everyMs, count, gc, signal }: PollOptions,
): AsyncGenerator<ReceivedCapture> {
  const request = signal === undefined ? { gc } : { gc, signal };
  try {
    for (let taken = 0; taken < count; taken++) {
      const startedAt = performance.now();
      yield await live.receive(request);
      if (taken + 1 === count) return;
      await sleep(Math.max(0, startedAt + everyMs - performance.now()), undefined, request);
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
}
