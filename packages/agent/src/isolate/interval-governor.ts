const KIB = 1024;
const MIB = 1024 * KIB;

/** Share of one core that sampling may take. */
const CPU_BUDGET = 0.01;
/** CPU seconds of one sample: between 10 and 15 us were measured, the stack of a request being what takes them. */
const SAMPLE_COST = 12.5e-6;
const SAMPLES_PER_SECOND = CPU_BUDGET / SAMPLE_COST;

const FINEST = 16 * KIB;
const COARSEST = MIB;
/** Costs next to nothing at any rate of allocation: for the time before one is known. */
export const PROVISIONAL_INTERVAL = 512 * KIB;
/** For a process that does nothing yet: fine enough for most, and not too dear until the first look after traffic sets in. */
export const IDLE_INTERVAL = 64 * KIB;
const IDLE_RATE = MIB;

/** Loading modules is no measure of what a program does later. */
const START_UP_MS = 1000;
const MEASURING_MS = 5000;
const LEAST_WINDOW_MS = 1000;
/** How far over the budget the interval is made coarser. */
const TOLERANCE = 2;

/** An interval, and why it. */
export interface IntervalChoice {
  /** Bytes. */
  readonly interval: number;
  /** Bytes a second that were allocated when it was chosen. */
  readonly rate: number;
  readonly reason: string;
}

/**
 * Chooses the sampling interval from how fast the program allocates, so that sampling stays within {@link CPU_BUDGET}:
 * once after the first seconds, and again, coarser, whenever the program has come to allocate so fast that sampling
 * takes twice its share. Never finer again: every change ends a series.
 */
export class IntervalGovernor {
  readonly #startedAt: number;
  #chosen = false;
  #from: { readonly time: number; readonly bytes: number } | undefined;

  constructor(now: number) {
    this.#startedAt = now;
  }

  /** Takes a look at the allocation clock, in bytes; returns a choice if there is a new one to be made. */
  look(time: number, bytes: number, interval: number): IntervalChoice | undefined {
    const from = this.#from;
    if (from === undefined) {
      if (time >= this.#startedAt + START_UP_MS) this.#from = { time, bytes };
      return undefined;
    }
    const elapsed = time - from.time;
    if (elapsed < LEAST_WINDOW_MS || (!this.#chosen && time < this.#startedAt + MEASURING_MS))
      return undefined;
    this.#from = { time, bytes };
    const rate = ((bytes - from.bytes) / elapsed) * 1000;
    const within = this.#chosen && rate / interval <= TOLERANCE * SAMPLES_PER_SECOND;
    if (within) return undefined;
    const choice = chooseInterval(rate);
    const first = !this.#chosen;
    this.#chosen = true;
    return first || choice.interval > interval ? choice : undefined;
  }
}

/** The finest power of two within the budget at `rate` bytes a second. */
export function chooseInterval(rate: number): IntervalChoice {
  const told = `${(rate / MIB).toFixed(1)} MiB/s of allocation`;
  if (rate < IDLE_RATE) {
    return {
      interval: IDLE_INTERVAL,
      rate,
      reason: `${told}: too little to tell, so the one for idle programs`,
    };
  }
  let interval = FINEST;
  while (interval < COARSEST && rate / interval > SAMPLES_PER_SECOND) interval *= 2;
  const perSecond = Math.round(rate / interval);
  return {
    interval,
    rate,
    reason: `${told} make ${perSecond} samples/s; ${SAMPLES_PER_SECOND} take 1 % of a core`,
  };
}
