import { setTimeout as sleep } from 'node:timers/promises';

/** Time, as far as a session needs it. */
export interface WatchClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Settles after `ms`, or as soon as `signal` aborts; never rejects. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: WatchClock = {
  now: () => Date.now(),
  sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
};
