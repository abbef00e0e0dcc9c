/** Monotonic time and timers, so that tests can do without waiting. */
export interface Clock {
  /** Whole milliseconds since an arbitrary moment. */
  now(): number;
  /** Runs `task` once after `delayMs`; the returned function calls it off. Does not keep the process alive. */
  schedule(delayMs: number, task: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Math.floor(performance.now()),
  schedule(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
