/** Time as the ring knows it. */
export interface RingClock {
  /** Milliseconds, never running back. */
  now(): number;
  /** Runs `act` once after `ms` milliseconds, unless the function returned is called before. */
  after(ms: number, act: () => void): () => void;
}

/** The system's. Its timers keep the thread alive, since a question to the main thread alone would not. */
export const systemClock: RingClock = {
  now: () => performance.now(),
  after: (ms, act) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};
