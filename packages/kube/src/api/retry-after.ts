import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiAnswer } from './api-socket.js';

const MOST_TRIES = 4;
const MOST_WAIT_MS = 10_000;
const USUAL_WAIT_MS = 1_000;

/**
 * Asks again where the server is too busy and says when to come back (429, and 503 with `Retry-After`): three times, each time after at most ten
 * seconds. Rejects with the reason of `signal`.
 */
export async function retryWhenBusy(
  ask: () => Promise<ApiAnswer>,
  signal: AbortSignal | undefined,
): Promise<ApiAnswer> {
  for (let tries = 1; ; tries++) {
    const answer = await ask();
    const waitMs = busyWaitMs(answer);
    if (waitMs === undefined || tries === MOST_TRIES) return answer;
    try {
      await sleep(waitMs, undefined, signal === undefined ? {} : { signal });
    } catch {
      throw signal!.reason;
    }
  }
}

function busyWaitMs({ status, headers }: ApiAnswer): number | undefined {
  const seconds = /^\d{1,6}$/.exec(headers['retry-after'] ?? '')?.[0];
  if (seconds !== undefined && (status === 429 || status === 503))
    return Math.min(Number(seconds) * 1000, MOST_WAIT_MS);
  return status === 429 ? USUAL_WAIT_MS : undefined;
}
