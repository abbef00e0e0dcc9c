import { setTimeout as sleep } from 'node:timers/promises';
import type { CaptureSource } from '@heaptide/targets';

export interface DeadlineOptions {
  /** Milliseconds; no end where absent. */
  readonly durationMs: number | undefined;
  /** Ends it before its time. */
  readonly signal: AbortSignal;
}

/** What a watch needs to end in time. */
export interface DeadlineParts {
  readonly source: CaptureSource;
  readonly signal: AbortSignal;
}

/**
 * Does `use`, which ends after `durationMs`: no capture begins later than that, and one that is under way then is awaited,
 * for what it says is what the time was given for.
 */
export async function withDeadline<T>(
  source: CaptureSource,
  { durationMs, signal }: DeadlineOptions,
  use: (parts: DeadlineParts) => Promise<T>,
): Promise<T> {
  if (durationMs === undefined) return use({ source, signal });
  const ending = new AbortController();
  const timer = new AbortController();
  let underWay = 0;
  let isOver = false;
  const timed: CaptureSource = {
    name: source.name,
    capture: async (request) => {
      underWay++;
      try {
        return await source.capture(request);
      } finally {
        underWay--;
        // Only once the capture has been judged.
        if (isOver) setImmediate(() => ending.abort());
      }
    },
  };
  void sleep(durationMs, undefined, { signal: timer.signal }).then(
    () => {
      isOver = true;
      if (underWay === 0) ending.abort();
    },
    () => undefined,
  );
  try {
    return await use({
      source: timed,
      signal: AbortSignal.any([signal, ending.signal]),
    });
  } finally {
    timer.abort();
  }
}
